import { describe, expect, it } from 'vitest';
import { inGroups, nameIn } from '../../../../../renderer/pairing/app/app-key';
import { ShownKey } from '../../../../../renderer/pairing/shown-key.svelte';
import { fail, ok } from '../../../../../shared/result';
import { anAppKey } from '../../../../fakes/views';

describe('the key of an authenticator app', () => {
  it('is held until it is dropped', async () => {
    const shown = new ShownKey(() => Promise.resolve(ok(anAppKey)));
    await shown.read();
    expect(shown.key).toEqual(anAppKey);
    shown.drop();
    expect(shown.key).toBeNull();
  });

  it('is not kept when it comes after that', async () => {
    const shown = new ShownKey(() => Promise.resolve(ok(anAppKey)));
    const reading = shown.read();
    shown.drop();
    await reading;
    expect(shown.key).toBeNull();
  });

  it('can be asked for again', async () => {
    const answers = [fail({ code: 'unexpected' } as const), ok(anAppKey)];
    const shown = new ShownKey(() => Promise.resolve(answers.shift() ?? ok(anAppKey)));
    await shown.read();
    expect(shown.problem).toEqual({ code: 'unexpected' });
    await shown.read();
    expect(shown.problem).toBeNull();
    expect(shown.key).toEqual(anAppKey);
  });

  it('is written in groups of four', () => {
    expect(inGroups('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP');
    expect(inGroups('JBSWY3DPEHPK3P')).toBe('JBSW Y3DP EHPK 3P');
    expect(inGroups('')).toBe('');
  });

  it('goes by the name that the app will show', () => {
    expect(nameIn(anAppKey)).toBe('Example · user01@example.org');
    expect(nameIn({ ...anAppKey, issuer: null })).toBe('user01@example.org');
    expect(nameIn({ ...anAppKey, issuer: null, account: null })).toBeNull();
  });
});
