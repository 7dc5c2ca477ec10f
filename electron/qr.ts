import { encode } from 'uqr';
import type { Qr } from '../shared/ipc/views';

/** The dark squares of a QR code as one SVG path, row by row; light ones are left out. */
export const qrOf = (text: string): Qr => {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])),
    )
    .join('');
  return { size, path };
};
