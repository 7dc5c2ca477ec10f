import { describe, expect, it } from 'vitest';
import { createEffects, type EffectServices } from '../../../../electron/pairing/effects';
import { createPhone } from '../../../../electron/phone/phone';
import { createSecrets } from '../../../../electron/pairing/secrets';
import type { Authentication } from '../../../../electron/pingone/device-authentications';
import type { Device } from '../../../../electron/pingone/devices';
import { ok } from '../../../../shared/result';
import { aPingOneDevice } from '../../../fakes/pingone-device';

const device = aPingOneDevice({ type: 'PINGID_DESKTOP_GEN2' });

const failedAuthentication: Authentication = {
  id: 'authentication',
  status: 'FAILED',
  selectedDeviceId: 'device',
  prompt: null,
  offered: [],
  error: { code: 'authenticationFailed' },
  correlationId: 'correlation',
};

const unused = () => Promise.reject(new Error('not part of this test'));

const effectsWith = (answered: Partial<Device>) => {
  const services: EffectServices = {
    devices: {
      list: unused,
      read: () => Promise.resolve(ok({ ...device, ...answered })),
      create: () =>
        Promise.resolve(
          ok({
            device: { ...device, ...answered },
            desktopOptions: 'options',
            ceremonyOptions: null,
            keyUri: null,
          }),
        ),
      activate: unused,
      resend: unused,
      rename: unused,
      reorder: unused,
      remove: unused,
      administer: unused,
      requestLogs: unused,
    },
    authentications: {
      begin: unused,
      select: unused,
      checkCode: unused,
      checkAssertion: unused,
      cancelPush: unused,
      read: () => Promise.resolve(ok(failedAuthentication)),
    },
    agent: { register: unused, authenticate: unused },
    preflight: { check: unused, answers: unused },
    relyingParty: { id: 'example.org', origin: 'https://desk.example.org' },
    pairingKeys: { create: unused, read: unused, remove: unused },
    ceremony: { run: unused },
    route: { kind: 'here', caution: null, browser: false },
    openSelfService: unused,
    canProve: () => Promise.resolve(true),
    now: () => 0,
    policyId: null,
    phone: createPhone(),
    sleep: () => Promise.resolve(),
  };
  let ids = 0;
  const context = {
    userId: 'kim',
    secrets: createSecrets(() => `handle-${String((ids += 1))}`),
    signal: new AbortController().signal,
  };
  return { effects: createEffects(services), context };
};

const create = (rpId: string | null) => {
  const { effects, context } = effectsWith({ rpId });
  return effects.create(
    {
      id: 'pairing/1',
      kind: 'create',
      description: {
        details: { type: 'PINGID_DESKTOP_GEN2' },
        nickname: '',
        check: {
          knownDeviceIds: [],
          agentOwnerUnknown: false,
          namesTaken: [],
          contactsTaken: [],
          route: null,
        },
      },
    },
    context,
  );
};

describe('the effects of a pairing', () => {
  it.each([null, 'example.org', 'desk.example.org'])(
    'take a device for the relying party %s',
    async (rpId) => {
      expect(await create(rpId)).toMatchObject({ kind: 'created', objection: null });
    },
  );

  it.each(['example.net', 'ample.org', 'other.example.org'])(
    'object to a device for the relying party %s, where our origin does not lie',
    async (rpId) => {
      expect(await create(rpId)).toMatchObject({
        kind: 'created',
        objection: { code: 'relyingPartyMismatch', expected: rpId },
      });
    },
  );

  it('keep the options JWT under a handle', async () => {
    expect(await create('example.org')).toMatchObject({ secret: 'handle-1' });
  });

  it('tell a lock, which only the device knows, from any other failed proof', async () => {
    const read = {
      id: 'pairing/2',
      kind: 'readAuthentication',
      authenticationId: 'a',
      deviceId: 'device',
    } as const;
    const locked = effectsWith({ status: 'active', locked: true, lockedUntil: 7_000 });
    expect(await locked.effects.readAuthentication(read, locked.context)).toMatchObject({
      authentication: { error: { code: 'locked', until: 7_000 } },
    });
    const free = effectsWith({ status: 'active' });
    expect(await free.effects.readAuthentication(read, free.context)).toMatchObject({
      authentication: { error: { code: 'authenticationFailed' } },
    });
  });

  it('never remove a device that became active', async () => {
    const { effects, context } = effectsWith({ status: 'active' });
    expect(
      await effects.remove({ id: 'pairing/3', kind: 'remove', deviceId: 'device' }, context),
    ).toMatchObject({ kind: 'seen', device: { status: 'active' } });
  });
});
