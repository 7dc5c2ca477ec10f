import { beforeAll, describe, expect, it } from 'vitest';
import type { DeviceType } from '../../../../../shared/devices/catalog';
import type { ScreenOf } from '../../../../../shared/pairing/screen';
import { createFakeBridge } from '../../../../fakes/fake-bridge';
import { aPairing, describeScreen } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  openWindow,
  politely,
  press,
  screen,
  settled,
  type,
  urgently,
  waitFor,
} from '../../open-window';

type Change = Partial<ScreenOf<'describe'>>;

const unknown = { suggestions: { email: null, phone: null } };
const number = () => screen.getByLabelText<HTMLInputElement>('Phone number');
const country = () => screen.getByLabelText<HTMLSelectElement>('Country');
const extension = () => screen.getByLabelText<HTMLInputElement>(/^Extension/);
const notesOf = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

const open = async (device: DeviceType, change: Change = {}) => {
  const fake = createFakeBridge({
    pairing: aPairing(describeScreen({ type: device, ...change }), {
      type: device,
      target: null,
      position: 1,
      allowed: ['describe', 'back', 'leave'],
    }),
  });
  await openWindow(fake);
  await waitFor(() => {
    expect(country().options.length).toBeGreaterThan(200);
  });
  return fake;
};
const understood = (words: string) =>
  waitFor(() => {
    expect(notesOf(number())).toContain(words);
  });
const chosen = async (code: string) => {
  await fireEvent.change(country(), { target: { value: code } });
  await settled();
};
const sentDetails = (fake: ReturnType<typeof createFakeBridge>) =>
  fake
    .inputsOf('pairing.act')
    .map((input) => (input as { action: { details: unknown } }).action.details);
const submitted = async (button: string) => {
  await press(button);
  await waitFor(() => {
    expect(screen.getByRole('button', { name: button }).getAttribute('aria-disabled')).toBeNull();
  });
};

describe('giving a telephone number', () => {
  // the numbering plans take a moment to load
  beforeAll(async () => {
    await createFakeBridge().bridge.phone.countries();
  });
  closeWindowAfterEach();

  it('starts from the number that PingOne knows, written as people write it', async () => {
    const fake = await open('SMS');
    await understood('We will use +1 512 555 0123');
    await waitFor(() => {
      expect(number().value).toBe('+1 512 555 0123');
    });
    expect(country().value).toBe('US');
    await submitted('Send the code');
    expect(sentDetails(fake)).toEqual([{ type: 'SMS', phone: '+15125550123' }]);
  });

  it('understands what is typed in the country that is chosen, and says so', async () => {
    const fake = await open('WHATSAPP', unknown);
    expect(country().value).toBe('US');
    await chosen('GB');
    await type(number(), '07911 123456');
    await understood('We will use +44 7911 123456');
    expect(politely()).toBe('We will use +44 7911 123456');
    await submitted('Send the code');
    expect(sentDetails(fake)).toEqual([{ type: 'WHATSAPP', phone: '+447911123456' }]);
  });

  it('goes by the + of a number', async () => {
    await open('SMS', unknown);
    await type(number(), '+43 664 1234567');
    await waitFor(() => {
      expect(country().value).toBe('AT');
    });
  });

  it('waits for the answer to what was typed last before it sends', async () => {
    const fake = await open('SMS', unknown);
    const release = fake.hold('phone.read');
    await type(number(), '512 555 0123');
    await press('Send the code');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
    release();
    await waitFor(() => {
      expect(sentDetails(fake)).toEqual([{ type: 'SMS', phone: '+15125550123' }]);
    });
  });

  it.each([
    ['', 'Type a phone number.'],
    ['CALL-ME', 'digits only'],
    ['512 55', 'too short'],
    ['512 555 0123 4567 8901', 'too long'],
    ['+999 555 0123', 'not a phone number'],
  ])('says at the field what is wrong with %j', async (text, words) => {
    const fake = await open('SMS', unknown);
    await type(number(), text);
    await submitted('Send the code');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
    expect(document.activeElement).toBe(number());
    expect(number().getAttribute('aria-invalid')).toBe('true');
    expect(notesOf(number())).toContain(words);
    expect(urgently()).toContain(words);
  });

  it('asks for the country where none is chosen', async () => {
    await open('SMS', unknown);
    await chosen('');
    await type(number(), '512 555 0123');
    await submitted('Send the code');
    expect(urgently()).toContain('Choose the country');
  });

  it('warns of a number that may not work, and lets it pass', async () => {
    const fake = await open('SMS', unknown);
    await type(number(), '+44 20 7946 0123');
    await understood('This looks like a landline');
    expect(number().getAttribute('aria-invalid')).toBeNull();
    await submitted('Send the code');
    expect(sentDetails(fake)).toEqual([{ type: 'SMS', phone: '+442079460123' }]);
    await type(number(), '+1 555 555 0123');
    await understood('not known to be in use');
  });

  it('says at the number that PingOne refused it, until it is changed', async () => {
    await open('SMS', {
      draft: { details: { type: 'SMS', phone: '+15125550123' }, nickname: 'Work phone' },
      problem: { code: 'refused', status: 400, target: 'phone', reference: 'c7a9-0417' },
    });
    expect(document.activeElement).toBe(number());
    expect(urgently()).toContain('PingOne does not accept this number.');
    expect(screen.getByText('c7a9-0417')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe('Work phone');
    await type(number(), '512 555 0124');
    expect(number().getAttribute('aria-invalid')).toBeNull();
  });
});

describe('giving an extension', () => {
  closeWindowAfterEach();

  it('sends what the call has to dial', async () => {
    const fake = await open('VOICE', { phoneExtensions: true });
    await type(extension(), '313 #,45');
    await submitted('Call this number');
    expect(sentDetails(fake)).toEqual([
      { type: 'VOICE', phone: '+15125550123', extension: '313#,45' },
    ]);
  });

  it('refuses letters at its own field', async () => {
    const fake = await open('VOICE', { phoneExtensions: true });
    await type(extension(), 'reception');
    await submitted('Call this number');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
    expect(document.activeElement).toBe(extension());
    expect(number().getAttribute('aria-invalid')).toBeNull();
    expect(urgently()).toContain('digits, commas, # and * only');
  });

  it('is taken over from behind the number', async () => {
    const fake = await open('VOICE', unknown);
    await type(number(), '512 555 0123 ext. 45');
    await submitted('Call this number');
    expect(number().value).toBe('+1 512 555 0123');
    expect(extension().value).toBe('45');
    expect(sentDetails(fake)).toEqual([{ type: 'VOICE', phone: '+15125550123', extension: '45' }]);
  });

  it('is not asked for where the organisation does not allow it', async () => {
    const fake = await open('VOICE', { phoneExtensions: false, ...unknown });
    expect(screen.queryByLabelText(/^Extension/)).toBeNull();
    await type(number(), '512 555 0123 ext. 45');
    await understood('It is left out.');
    await submitted('Call this number');
    expect(sentDetails(fake)).toEqual([{ type: 'VOICE', phone: '+15125550123', extension: '' }]);
  });

  it('says that it needs a permission where nobody knows', async () => {
    await open('VOICE', { phoneExtensions: null });
    expect(notesOf(extension())).toContain('has to allow extensions');
  });

  it('says at its field that PingOne refused it', async () => {
    await open('VOICE', {
      draft: {
        details: { type: 'VOICE', phone: '+15125550123', extension: '313#' },
        nickname: '',
      },
      problem: { code: 'refused', status: 400, target: 'extension' },
    });
    expect(document.activeElement).toBe(extension());
    expect(urgently()).toContain('PingOne does not accept this extension.');
  });
});
