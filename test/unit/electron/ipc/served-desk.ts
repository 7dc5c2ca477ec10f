import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as v from 'valibot';
import type { Desk } from '../../../../electron/desk';
import { createDeskDiagnostics } from '../../../../electron/diagnostics/desk-diagnostics';
import { createHandlers } from '../../../../electron/ipc/handlers';
import { serve } from '../../../../electron/ipc/serve';
import type { Configuration } from '../../../../shared/configuration';
import type { Handlers } from '../../../../shared/ipc/bridge';
import { contract } from '../../../../shared/ipc/contract';
import { resultSchema, type Reach } from '../../../../shared/ipc/define';
import type { ConfigurationView } from '../../../../shared/ipc/views';
import type { Hands } from '../../../../shared/kiosk/view';
import { ok } from '../../../../shared/result';
import { createFakeLog } from '../../../fakes/fake-log';

/** Every call of the contract, with its schemas and with what it takes for them to be looked at. */
export const calls = Object.entries(contract).flatMap(([topic, members]) =>
  Object.entries(members).flatMap(([name, definition]) =>
    definition.kind === 'call'
      ? [
          {
            topic,
            name,
            channel: `${topic}.${name}`,
            input: definition.input as v.GenericSchema,
            answer: resultSchema(definition.output as v.GenericSchema),
            reach: definition.reach as readonly Reach[],
          },
        ]
      : [],
  ),
);
export type ServedCall = (typeof calls)[number];

const reachOf: Readonly<Record<Hands, Reach | null>> = {
  operator: null,
  subject: 'subject',
  nobody: 'locked',
};

/** The real gate before the real handlers of a desk, and what came through to them. */
export const serveDesk = async (desk: Desk | null, settings: Configuration | null) => {
  const folder = await mkdtemp(join(tmpdir(), 'enrollment-desk-ipc-'));
  const log = createFakeLog();
  const reached: { readonly channel: string; readonly input: unknown }[] = [];
  const listeners = new Map<string, (sender: string, input: unknown) => Promise<unknown>>();
  const view: ConfigurationView =
    settings === null
      ? { state: 'missing' }
      : { state: 'ready', source: 'machine', settings, editable: false };
  const configuration = {
    read: () => Promise.resolve(view),
    save: () => Promise.resolve(ok(undefined)),
  };
  const handlers = createHandlers({
    configuration,
    desk: () => desk,
    // whatever hosts these settings name, nobody is asked
    testConnection: () => Promise.resolve(ok({ issuer: '', authHost: '', apiHost: '' })),
    restart: () => Promise.resolve(),
    copy: () => undefined,
    language: {
      current: () => 'en',
      kept: () => Promise.resolve(null),
      choose: () => Promise.resolve(),
    },
    fileTroubles: () => ({ troubles: [] }),
    diagnostics: createDeskDiagnostics({
      configuration,
      desk: () => desk,
      journal: { open: () => Promise.resolve([]) },
      versions: {
        app: '0',
        flavour: 'test',
        runtime: process.versions,
        platform: 'linux',
        release: '0',
        architecture: 'x64',
      },
      system: {
        platform: 'none',
        ownUid: null,
        environment: {},
        readTextFile: () => Promise.reject(new Error('no files here')),
      },
      network: {
        fetch: () => Promise.reject(new Error('no network here')),
        resolveProxy: () => Promise.resolve('DIRECT'),
        issuerOf: () => null,
      },
      language: () => 'en',
      systemLanguage: () => 'en',
      dataFolder: folder,
      logFile: join(folder, 'none.log'),
      askWhere: () => Promise.resolve(null),
      write: () => Promise.resolve(),
      showInFolder: () => undefined,
      now: () => 0,
      newId: () => 'preview-1',
      log,
    }),
  });
  const watched = Object.fromEntries(
    Object.entries(handlers).map(([topic, members]) => [
      topic,
      Object.fromEntries(
        Object.entries(members as Record<string, (input: unknown) => unknown>).map(
          ([name, handler]) => [
            name,
            (input: unknown) => {
              reached.push({ channel: `${topic}.${name}`, input });
              return Reflect.apply(handler, members, [input]);
            },
          ],
        ),
      ),
    ]),
  ) as unknown as Handlers;
  const reach = (): Reach | null => reachOf[desk?.kiosk()?.hands() ?? 'operator'];

  serve(contract, watched, {
    port: { handle: (channel, listener) => void listeners.set(channel, listener) },
    isTrusted: (sender) => sender === 'own page',
    reach,
    log,
    newReference: () => 'reference-1',
  });

  return {
    log,
    reached,
    reach,
    invoke: (channel: string, input: unknown, sender = 'own page'): Promise<unknown> =>
      listeners.get(channel)!(sender, input),
  };
};

export type ServedDesk = Awaited<ReturnType<typeof serveDesk>>;
