import { Secret, TOTP } from 'otpauth';
import { SecurityKey, useKey } from '../driver/security-keys';
import type { Desk } from './fixtures';

const phone = '+15125550199';
const address = 'kim.new@example.org';

/** By its code, and by another one: the newest message to this address or number each time. */
const provesByMessage = async (desk: Desk, to: string, already: number): Promise<void> => {
  await desk.window.types((await desk.message(to, already + 1)).code);
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.types((await desk.message(to, already + 2)).code);
};

/** How each type is paired and proven, from the list on; the name is the one it has afterwards. */
export const pairings: Readonly<
  Record<string, { readonly name: string; readonly pair: (desk: Desk) => Promise<void> }>
> = {
  PINGID_DESKTOP_GEN2: {
    name: 'My workstation',
    pair: async (desk) => desk.window.asksPingIdDesktop(),
  },
  FIDO2: {
    name: 'Security key',
    async pair(desk) {
      const key = new SecurityKey();
      await desk.window.asksForKey();
      await useKey(desk.app.electron, key);
      await useKey(desk.app.electron, key);
    },
  },
  MOBILE: {
    name: 'Mobile app',
    async pair(desk) {
      await desk.window.asksForApp();
      desk.sandbox.phoneApps.claim(await desk.window.pairingKey()).mode = 'approve';
    },
  },
  TOTP: {
    name: 'Authenticator app',
    async pair(desk) {
      await desk.window.asksForAuthenticatorApp();
      const app = new TOTP({ secret: Secret.fromBase32(await desk.window.typedKey()) });
      const code = () => app.generate({ timestamp: desk.sandbox.clock.now() });
      await desk.window.types(code());
      await desk.window.sees('Paired. Now prove that it works');
      desk.sandbox.clock.advance(30_000);
      await desk.window.types(code());
    },
  },
  OATH_TOKEN: {
    name: 'Token HOTP0001SYNC',
    async pair(desk) {
      const token = desk.sandbox.tokens.find('HOTP0001SYNC');
      await desk.window.asksForToken('HOTP0001SYNC');
      await desk.window.typesAndSends(token.press());
      await desk.window.sees('Paired. Now prove that it works');
      await desk.window.types(token.press());
    },
  },
  SMS: {
    name: 'My phone',
    async pair(desk) {
      await desk.window.asksForTextMessage(phone);
      await provesByMessage(desk, phone, 0);
    },
  },
  VOICE: {
    name: 'My phone (calls)',
    async pair(desk) {
      await desk.window.chooses('Phone call', 'Pair a phone by call');
      await desk.window.page.getByLabel('Phone number').fill(phone);
      await desk.window.button('Call this number').click();
      await provesByMessage(desk, phone, 2);
    },
  },
  WHATSAPP: {
    name: 'My WhatsApp',
    async pair(desk) {
      await desk.window.chooses('WhatsApp', 'Pair WhatsApp');
      await desk.window.page.getByLabel('Phone number').fill(phone);
      await desk.window.button('Send the code').click();
      await provesByMessage(desk, phone, 4);
    },
  },
  EMAIL: {
    name: address,
    async pair(desk) {
      await desk.window.asksForEmailCode(address);
      await provesByMessage(desk, address, 0);
    },
  },
};
