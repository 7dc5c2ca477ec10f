import type { SignInProgress } from '../../shared/ipc/views';
import { qrOf } from '../../electron/qr';

const address = 'https://auth.example.org/e1a7f3d2-90c4-4b1e-8a6f-2f6d8b0c0e11/device';

/** What a kiosk shows for the phone of an operator. */
export const aPhoneCode: NonNullable<SignInProgress['phone']> = {
  userCode: 'WDJBMJHT',
  address,
  qr: qrOf(`${address}?user_code=WDJBMJHT`),
};
