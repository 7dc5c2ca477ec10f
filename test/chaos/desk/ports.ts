import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createUnfinishedSignOuts } from '../../../electron/auth/unfinished-sign-out';
import type { DeskPorts } from '../../../electron/desk';
import { createDeviceMemory } from '../../../electron/devices/memory';
import { guardedFetch, type Fetch } from '../../../electron/http/request';
import { createFileLog } from '../../../electron/log/file-log';
import { createJournal, type Journal } from '../../../electron/journal/journal';
import { createPhone } from '../../../electron/phone/phone';
import { createShiftRecord } from '../../../electron/record/record';
import type { KeytarHost } from '../../../electron/vault/keytar-client';
import { createOsKeychain } from '../../../electron/vault/os-keychain';
import type { KeytarReply, KeytarRequest } from '../../../electron/vault/keytar-message';
import type { KioskView } from '../../../shared/kiosk/view';
import type { PairingView } from '../../../shared/pairing/screen';
import { createSoftKey } from '../../sandbox/authenticators/soft-key';
import { createSoftCeremony } from '../../unit/electron/soft-ceremony';
import type { Job } from '../messages';
import type { Crossings } from './crossings';
import type { Line } from './line';
import type { Stillness } from './stillness';

/** What a window would show now. */
export interface Shown {
  pairing: PairingView | null;
  kiosk: KioskView | null;
}

export interface PortsDependencies {
  readonly job: Job;
  readonly line: Line;
  readonly crossings: Crossings;
  readonly stillness: Stillness;
  readonly shown: Shown;
  readonly clock: { offset: number };
}

/** An answer counts as under way until it has been read, or given up. */
const whole = (answer: Response, end: () => void): Response => {
  if (answer.body === null) {
    end();
    return answer;
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = answer.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) controller.enqueue(value);
        else {
          end();
          controller.close();
        }
      } catch (cause) {
        end();
        controller.error(cause);
      }
    },
    async cancel() {
      end();
      await reader.cancel();
    },
  });
  const { status, statusText, headers } = answer;
  return new Response(body, { status, statusText, headers });
};

/** By way of the wires, which stand in the place of the sandbox's origins. */
const createFetch = (wires: Job['wires'], stillness: Stillness): Fetch =>
  guardedFetch(async (input, init) => {
    const url = new URL(input);
    const end = stillness.begins();
    try {
      return whole(
        await fetch(`${wires[url.origin] ?? url.origin}${url.pathname}${url.search}`, init),
        end,
      );
    } catch (cause) {
      end();
      throw cause;
    }
  });

/** keytar's process, with its entries in the world: they are there after a kill. */
const createKeytarHost = (line: Line, crossings: Crossings): KeytarHost => ({
  spawn() {
    let hear: (message: unknown) => void = () => undefined;
    const perform = async (request: KeytarRequest): Promise<void> => {
      const reply = await crossings.cross(`keychain ${request.op}`, () =>
        line.ask<KeytarReply>({ kind: 'keychain', request }),
      );
      hear(reply);
    };
    return {
      send: (request) => void perform(request),
      onMessage: (listener) => {
        hear = listener;
      },
      onExit: () => undefined,
      kill: () => undefined,
    };
  },
});

/** The real services' world: real files, a real log, a real record; the keychain and the browser are at the other end of the line. */
export const createPorts = (dependencies: PortsDependencies): DeskPorts & { journal: Journal } => {
  const { job, line, crossings, stillness, shown, clock } = dependencies;
  const now = (): number => Date.now() + clock.offset;
  const stateFile = (name: string): string => join(job.folder, 'state', name);
  const log = createFileLog(join(job.folder, 'logs', 'enrollment-desk.log'));
  const ceremony = createSoftCeremony(createSoftKey());
  const clean = { window: true, storage: true, downloads: true };

  return {
    fetch: createFetch(job.wires, stillness),
    openExternal: (url) =>
      crossings.cross('browser', async () => {
        if (url.pathname.endsWith('/authorize')) await line.ask({ kind: 'browse', url: url.href });
        return true;
      }),
    vault: createOsKeychain(createKeytarHost(line, crossings)),
    unfinishedSignOuts: createUnfinishedSignOuts(stateFile('sign-outs.json'), now),
    journal: createJournal(stateFile('journal.json'), now),
    memory: createDeviceMemory(stateFile('devices.json'), now),
    system: {
      platform: process.platform,
      ownUid: process.getuid?.() ?? null,
      environment: {},
      readTextFile: (path) => readFile(path, 'utf8'),
    },
    phone: createPhone(),
    country: 'US',
    ceremony: {
      run: (request, signal) => crossings.cross('ceremony', () => ceremony.run(request, signal)),
    },
    copySecret: () => Promise.resolve(),
    now,
    async sleep(_milliseconds, signal) {
      crossings.pass('sleep: before');
      await stillness.sleep(signal);
      crossings.pass('sleep: after');
    },
    newId: randomUUID,
    log,
    onSession: () => undefined,
    onPairing: (view) => {
      shown.pairing = view;
    },
    onKiosk: (view) => {
      shown.kiosk = view;
    },
    onJournal: () => undefined,
    kiosk: {
      record: createShiftRecord(
        join(job.folder, 'state', 'record'),
        job.address.environmentId,
        now,
      ),
      after: (delay, run) => stillness.after(delay, run),
      wipe: { window: () => Promise.resolve(clean), clipboard: () => Promise.resolve(true) },
      noteCopy: () => Promise.resolve(),
      quit: () => undefined,
    },
  };
};
