import { Secret, TOTP } from 'otpauth';
import type { DeskWindow } from '../../driver/window';
import type { Sandbox } from '../../sandbox';
import type { Cast } from '../messages';
import type { FlowName } from '../flows';

export interface Scene {
  readonly window: DeskWindow;
  readonly sandbox: Sandbox;
  readonly cast: Cast;
  /** A screen is there: it may be the last. */
  sees(title: string): Promise<void>;
}

const newestCode = ({ sandbox, cast }: Scene): string => {
  const to = [cast.email, cast.phone];
  return sandbox.messages().find((message) => to.includes(message.to))?.code ?? '';
};

const proves = async (scene: Scene): Promise<void> => {
  await scene.sees('Paired and proven');
  await scene.window.finishes();
};

const byMessage = async (scene: Scene): Promise<void> => {
  await scene.sees('Enter the code');
  await scene.window.types(newestCode(scene));
  await scene.sees('Paired. Now prove that it works');
  await scene.window.types(newestCode(scene));
  await proves(scene);
};

/** What a person does in the window, from the list on. The names are those of the same flows in plain Node. */
export const walks = {
  async EMAIL(scene) {
    await scene.window.asksForEmailCode(scene.cast.email);
    await byMessage(scene);
  },
  async SMS(scene) {
    await scene.window.asksForTextMessage(scene.cast.phone);
    await byMessage(scene);
  },
  async TOTP(scene) {
    const { window, sandbox } = scene;
    await window.asksForAuthenticatorApp();
    await scene.sees('Scan this with your app');
    const app = new TOTP({ secret: Secret.fromBase32(await window.typedKey()) });
    await window.types(app.generate({ timestamp: sandbox.clock.now() }));
    await scene.sees('Paired. Now prove that it works');
    sandbox.clock.advance(30_000);
    await window.types(app.generate({ timestamp: sandbox.clock.now() }));
    await proves(scene);
  },
  async OATH_TOKEN(scene) {
    const { window, sandbox, cast } = scene;
    const token = sandbox.tokens.find(cast.tokenInStep);
    await window.asksForToken(cast.tokenInStep);
    await window.typesAndSends(token.press());
    await scene.sees('Paired. Now prove that it works');
    await window.types(token.press());
    await proves(scene);
  },
  async MOBILE(scene) {
    const { window, sandbox } = scene;
    await window.asksForApp();
    await scene.sees('Scan this with the app on your phone');
    sandbox.phoneApps.claim(await window.pairingKey()).mode = 'approve';
    await proves(scene);
  },
  async PINGID_DESKTOP_GEN2(scene) {
    await scene.window.asksPingIdDesktop();
    await proves(scene);
  },
  async 'EMAIL, left'(scene) {
    await scene.window.asksForEmailCode(scene.cast.email);
    await scene.sees('Enter the code');
    await scene.window.button('Cancel').click();
    await scene.window.sees('Your devices');
  },
} satisfies Partial<Record<FlowName, (scene: Scene) => Promise<void>>>;

export type WalkName = keyof typeof walks;
export const walkNames = Object.keys(walks) as WalkName[];

/** The screens of a walk at which somebody waits long enough for the program to die. */
export const screensOf = (walk: WalkName): readonly string[] => {
  switch (walk) {
    case 'EMAIL':
    case 'SMS':
      return ['Enter the code', 'Paired. Now prove that it works', 'Paired and proven'];
    case 'TOTP':
      return ['Scan this with your app', 'Paired. Now prove that it works', 'Paired and proven'];
    case 'OATH_TOKEN':
      return ['Paired. Now prove that it works', 'Paired and proven'];
    case 'MOBILE':
      return ['Scan this with the app on your phone', 'Paired and proven'];
    case 'PINGID_DESKTOP_GEN2':
      return ['Paired and proven'];
    case 'EMAIL, left':
      return ['Enter the code'];
    default:
      return walk satisfies never;
  }
};
