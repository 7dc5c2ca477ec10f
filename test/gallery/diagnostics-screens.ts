import type { DeskError } from '../../shared/errors';
import { createFakeBridge, type FakeBridge } from '../fakes/fake-bridge';
import { aShift, anOperator, ready, readyKiosk, signedIn } from '../fakes/views';

const withContact = {
  ...ready,
  settings: { ...ready.settings, supportContact: 'Help desk, extension 4711, or room 2.114' },
};
const refusing = (call: string, error: DeskError): FakeBridge => {
  const fake = createFakeBridge({ configuration: withContact });
  fake.refuse(call, error);
  return fake;
};

/** States of the diagnostics, by name. */
export const diagnosticsScreens: Record<string, () => FakeBridge> = {
  diagnostics: () => createFakeBridge({ configuration: withContact }),
  'diagnostics-saved': () => createFakeBridge({ configuration: withContact }),
  'diagnostics-collecting': () => {
    const fake = createFakeBridge();
    fake.hold('diagnostics.preview');
    return fake;
  },
  'diagnostics-failed': () =>
    refusing('diagnostics.preview', { code: 'unexpected', reference: 'R-20261121-7' }),
  'diagnostics-not-saved': () => refusing('diagnostics.save', { code: 'diagnosticsNotSaved' }),
  'kiosk-diagnostics': () =>
    createFakeBridge({
      configuration: readyKiosk,
      session: { ...signedIn, person: anOperator, ways: ['browser', 'phone'] },
      kiosk: aShift({ name: 'finding', cleaned: null }),
    }),
};
