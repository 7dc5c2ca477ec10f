import { describe, expect, it } from 'vitest';
import {
  aPairing,
  aShift,
  chooseScreen,
  codeScreen,
  describeScreen,
  pairedEmail,
} from '../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  press,
  screen,
  settled,
  type,
} from '../open-window';
import { handedOver, kim, openKiosk, serving, smsPairing } from './open-kiosk';

describe('the whole way', () => {
  closeWindowAfterEach();

  it('pairs a telephone in twelve actions of the operator at most', async () => {
    let actions = 0;
    const act = async (work: Promise<unknown>) => {
      actions += 1;
      await work;
      await settled();
    };
    const subject = { hands: 'subject' } as const;
    const found = (text: string) => ({ text, people: [kim], more: false });
    const fake = await openKiosk({ name: 'finding', cleaned: null }, {}, { found });
    const describing = smsPairing(
      describeScreen({ type: 'SMS', suggestions: { email: null, phone: null } }),
      { target: null, position: 1 },
    );

    await act(type(screen.getByRole('combobox'), 'kim novak'));
    await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    await settled();
    await act(fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' }));
    expect(fake.inputsOf('kiosk.open')).toEqual([{ userId: kim.id }]);
    fake.showKiosk(aShift(serving({ identifiedBy: null })));
    await settled();
    await act(fireEvent.click(screen.getByRole('radio', { name: 'Photo ID' })));
    fake.showKiosk(aShift(serving({ identifiedBy: 'photoId' })));
    await settled();
    await act(press('Pair a device'));
    fake.showPairing(aPairing(chooseScreen(), { type: null, target: null, position: 0 }));
    await settled();
    await act(fireEvent.click(screen.getByRole('radio', { name: 'Text message' })));
    await act(press('Pair a phone by text message'));
    fake.showPairing(describing);
    await settled();
    await act(type(screen.getByLabelText('Phone number'), '+1 512 555 0123'));
    await act(press('Hand the screen to Kim Novak'));
    await expect.poll(() => fake.inputsOf('kiosk.handOver').length).toBe(1);
    expect(actions).toBeLessThanOrEqual(8);

    // what the person does is not the operator's work
    fake.showKiosk(aShift(handedOver('asked'), subject));
    await settled();
    await press('Yes, that is me');
    fake.showKiosk(aShift(handedOver('confirmed'), subject));
    fake.showPairing(smsPairing(codeScreen({ type: 'SMS' })));
    await settled();
    await type(screen.getByLabelText('Code'), '123456');
    const verdict = { kind: 'proven', at: 1, authenticationId: 'a', reference: 'r' } as const;
    fake.showPairing(
      smsPairing({ kind: 'done', device: { ...pairedEmail, type: 'SMS' }, verdict }),
    );
    await settled();
    await press('Give the screen back');

    await act(type(screen.getByLabelText('PIN'), '123456'));
    await act(press('Take the screen back'));
    fake.showKiosk(aShift(handedOver('confirmed')));
    await settled();
    expect(heading().textContent).toBe('Paired and proven');
    await act(press('Next person'));
    expect(fake.inputsOf('kiosk.next')).toHaveLength(1);
    expect(actions).toBeLessThanOrEqual(12);
  });
});
