import { describe, expect, it } from 'vitest';
import type { DeviceType } from '../../../../../shared/devices/catalog';
import type { FakeBridge } from '../../../../fakes/fake-bridge';
import { aPairing, chooseScreen, describeScreen } from '../../../../fakes/views';
import { closeWindowAfterEach, openWindow, screen, settled, type } from '../../open-window';

const describing = (device: DeviceType, id?: string) =>
  aPairing(describeScreen({ type: device }), {
    type: device,
    target: null,
    position: 1,
    ...(id === undefined ? {} : { id }),
  });
const choosing = aPairing(chooseScreen(), { type: null, target: null, position: 0 });
const goTo = async (fake: FakeBridge, device: DeviceType) => {
  fake.showPairing(choosing);
  await settled();
  fake.showPairing(describing(device));
  await settled();
};
const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);

describe('using another method', () => {
  closeWindowAfterEach();

  it('keeps what was typed, sent or not', async () => {
    const fake = await openWindow({ pairing: describing('EMAIL') });
    await type(field('E-mail address'), 'kim@');
    await type(field(/^Name/), 'Mail');
    await goTo(fake, 'OATH_TOKEN');
    await type(field('Serial number'), '23AB-0');
    expect(field(/^Name/).value).toBe('Token 23AB0');
    await goTo(fake, 'EMAIL');
    expect(field('E-mail address').value).toBe('kim@');
    expect(field(/^Name/).value).toBe('Mail');
    await goTo(fake, 'OATH_TOKEN');
    expect(field('Serial number').value).toBe('23AB-0');
  });

  it('shares a telephone number between the types that need one', async () => {
    const fake = await openWindow({ pairing: describing('VOICE') });
    await type(field('Phone number'), '0664 123');
    await type(field(/^Extension/), '313#');
    await goTo(fake, 'SMS');
    expect(field('Phone number').value).toBe('0664 123');
    await type(field('Phone number'), '0664 1234');
    await goTo(fake, 'VOICE');
    expect(field('Phone number').value).toBe('0664 1234');
    expect(field(/^Extension/).value).toBe('313#');
  });

  it('starts from the draft that came back, before what was typed', async () => {
    const fake = await openWindow({ pairing: describing('EMAIL') });
    await type(field('E-mail address'), 'kim@');
    fake.showPairing(choosing);
    await settled();
    fake.showPairing(
      aPairing(
        describeScreen({
          draft: { details: { type: 'EMAIL', email: 'lee@example.org' }, nickname: '' },
        }),
        { target: null, position: 1 },
      ),
    );
    await settled();
    expect(field('E-mail address').value).toBe('lee@example.org');
  });

  it('shows nothing of one pairing in the next', async () => {
    const fake = await openWindow({ pairing: describing('EMAIL') });
    await type(field('E-mail address'), 'kim@example.org');
    fake.showPairing(null);
    await settled();
    fake.showPairing(describing('EMAIL'));
    await settled();
    expect(field('E-mail address').value).toBe('user01@example.org');
    await type(field('E-mail address'), 'kim@example.org');
    fake.showPairing(describing('EMAIL', 'p0000000-0000-4000-8000-000000000002'));
    await settled();
    expect(field('E-mail address').value).toBe('user01@example.org');
  });
});
