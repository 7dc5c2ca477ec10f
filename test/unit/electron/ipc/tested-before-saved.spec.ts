import { expect, it } from 'vitest';
import { createHandlers, type HandlerDependencies } from '../../../../electron/ipc/handlers';
import type { Configuration } from '../../../../shared/configuration';
import { fail, ok } from '../../../../shared/result';

const settings: Configuration = { environmentId: 'e-1', clientId: 'c-1' };
const elsewhere: Configuration = { ...settings, clientId: 'c-2' };
const report = { issuer: 'https://auth.example.org/as', authHost: 'a', apiHost: 'b' };

const create = () => {
  const did: string[] = [];
  const wired: Partial<HandlerDependencies> = {
    desk: () => null,
    configuration: {
      read: () => Promise.reject(new Error('nobody reads')),
      save: ({ clientId }) => Promise.resolve(ok(void did.push(`save ${clientId}`))),
    },
    testConnection({ clientId }) {
      did.push(`test ${clientId}`);
      return Promise.resolve(
        clientId === 'c-1' ? ok(report) : fail({ code: 'notPingOne', host: 'x' }),
      );
    },
    restart: () => Promise.resolve(),
  };
  return { did, configuration: createHandlers(wired as HandlerDependencies).configuration };
};

// seen to fail: without the test in `save`, settings that lead elsewhere are saved
it('[fault 24] saves no settings that lead elsewhere, whoever asks for it', async () => {
  const { did, configuration } = create();
  expect(await configuration.save(elsewhere)).toEqual(fail({ code: 'notPingOne', host: 'x' }));
  expect(did).toEqual(['test c-2']);
});

// seen to fail: with a test for each `save`; with any test taken for one of these settings
it('[fault 24] saves what was tested, exactly as it is, without another test', async () => {
  const { did, configuration } = create();
  await configuration.test(settings);
  expect(await configuration.save(settings)).toEqual(ok(undefined));
  expect(await configuration.save(elsewhere)).toMatchObject({ ok: false });
  expect(did).toEqual(['test c-1', 'save c-1', 'test c-2']);
});
