import { describe, expect, it } from 'vitest';
import { SessionState } from '../../../../renderer/sign-in/session.svelte';
import type { SessionView } from '../../../../shared/ipc/views';
import { createFakeBridge } from '../../../fakes/fake-bridge';
import { aPhoneCode } from '../../../fakes/phone-code';
import { signedIn } from '../../../fakes/views';

const follow = async (session: SessionView) => {
  const fake = createFakeBridge({ session });
  const state = new SessionState(fake.bridge);
  await state.view.read();
  return { fake, state };
};
const running = { phase: 'waiting', deadline: 9e15 } as const;
const signingInAgain = (phone: typeof aPhoneCode | null): SessionView => ({
  ...signedIn,
  ways: ['browser', 'phone'],
  again: { state: 'running', ...running, phone },
});

describe('the ways to sign in', () => {
  it('begin with the one that leaves nothing on this computer', async () => {
    const signedOut = { state: 'signedOut', reason: null } as const;
    const ways = async (view: SessionView) => (await follow(view)).state.ways;
    expect(await ways({ ...signedOut, ways: ['browser', 'phone'] })).toEqual(['phone', 'browser']);
    expect(await ways({ ...signedOut, ways: ['browser'] })).toEqual(['browser']);
    expect(await ways({ ...signedIn, ways: ['browser', 'phone'] })).toEqual(['phone', 'browser']);
    expect(await ways({ state: 'signingOut' })).toEqual([]);
  });
});

describe('a sign-in under way', () => {
  it('is one of two kinds', async () => {
    const { fake, state } = await follow(signedIn);
    expect(state.progress).toBeNull();
    const first = { ...running, phone: aPhoneCode };
    state.view.receive({ state: 'signingIn', ...first });
    expect(state.progress).toMatchObject(first);
    state.view.receive(signingInAgain(aPhoneCode));
    expect(state.progress).toMatchObject(first);
    state.view.receive({ ...signedIn, again: { state: 'failed', error: { code: 'offline' } } });
    expect(state.progress).toBeNull();
    expect(fake.calls.map(({ name }) => name)).toEqual(['session.read']);
  });

  it.each([
    ['phone', aPhoneCode],
    ['browser', null],
  ] as const)('starts over as what it was: again, by the %s', async (way, phone) => {
    // a window that was reloaded in the middle knows no more than what it is shown
    const { fake, state } = await follow(signingInAgain(phone));
    expect(state.way).toBe(way);
    await state.startOver();
    expect(fake.calls.slice(-2).map(({ name }) => name)).toEqual([
      'session.cancelSignIn',
      'session.signInAgain',
    ]);
    expect(fake.inputsOf('session.signInAgain')).toEqual([{ way }]);
  });

  it('is not begun anew when the old one could not be given up', async () => {
    const { fake, state } = await follow(signingInAgain(aPhoneCode));
    fake.refuse('session.cancelSignIn', { code: 'notAllowed' });
    await state.startOver();
    expect(fake.inputsOf('session.signInAgain')).toEqual([]);
    expect(state.problem).toEqual({ code: 'notAllowed' });
  });
});
