import type { ChallengeKind } from '../../../../shared/devices/descriptor';
import type { Command } from '../../../../shared/pairing/command';
import type { Outcome, SeenAuthentication } from '../../../../shared/pairing/event';
import type { DeskError } from '../../../../shared/errors';
import type { CheckReport, OfferedDevice, PairedDevice } from '../../../../shared/pairing/state';

/** What happens to one request on its way: it arrives or not, its answer comes back or not, PingOne likes it or not. */
export type Fate =
  'works' | 'refused' | 'cutBefore' | 'cutAfter' | 'offline' | 'wrongCode' | 'extraCode';
export const fates: readonly Fate[] = [
  'works',
  'refused',
  'cutBefore',
  'cutAfter',
  'offline',
  'wrongCode',
  'extraCode',
];

interface WorldDevice {
  readonly id: string;
  status: 'active' | 'pending';
  /** created by this pairing, and not by somebody elsewhere */
  readonly own: boolean;
}

/** A create reply that tells nothing but that the device exists. */
export const noDetails = {
  secret: null,
  objection: null,
  target: null,
  tokenType: null,
  codeLength: null,
  codePeriod: null,
} as const;

/** Nothing was there before, and a security key can be reached from here. */
export const aReport: CheckReport = {
  knownDeviceIds: [],
  agentOwnerUnknown: false,
  namesTaken: [],
  contactsTaken: [],
  route: { kind: 'here', caution: null, browser: true },
};

export const aPairedDevice: PairedDevice = {
  id: 'device',
  type: 'MOBILE',
  target: null,
  nickname: null,
  description: null,
  tokenType: null,
  codeLength: null,
  codePeriod: null,
  codeSpentAt: null,
};

const failure = (error: DeskError): Outcome => ({ kind: 'failed', error });
const cut: Outcome = failure({ code: 'interrupted' });

/** PingOne and the desktop agent, as small as the promises of a pairing allow: which devices exist, who activated them. */
export class World {
  readonly devices: WorldDevice[] = [];
  creates = 0;
  authenticated = false;

  /** keys that an app could still claim */
  readonly keys: string[] = [];

  private readonly offer = (id: string): OfferedDevice => ({
    id,
    type: 'SMS',
    nickname: null,
    target: null,
    obstacle: null,
  });

  private appear(): Outcome {
    const id = `elsewhere-${String((this.creates += 1))}`;
    this.devices.push({ id, status: 'active', own: false });
    return { kind: 'appeared', device: { ...aPairedDevice, id } };
  }

  private authentication(
    status: SeenAuthentication['status'],
    asks: 'desktopAgent' | 'securityKey' | null = null,
  ): Outcome {
    return {
      kind: 'authentication',
      authentication: {
        id: 'authentication',
        status,
        selectedDeviceId: this.devices[0]?.id ?? null,
        prompt: asks === null ? null : { kind: asks, options: 'prompt' },
        offered: [this.offer(this.devices[0]?.id ?? 'none'), this.offer('another')],
        error: null,
        reference: 'reference',
      },
    };
  }

  private read(id: string): Outcome {
    const device = this.devices.find((candidate) => candidate.id === id);
    return device === undefined
      ? { kind: 'gone' }
      : {
          kind: 'seen',
          device: {
            id,
            status: device.status,
            locked: false,
            lockedUntil: null,
            description: null,
          },
        };
  }

  private effect(command: Command, kind: ChallengeKind): Outcome {
    const asks = kind === 'desktopAgent' || kind === 'securityKey' ? kind : null;
    const asking =
      asks !== null
        ? 'ASSERTION_REQUIRED'
        : kind === 'mobileApp'
          ? 'PUSH_CONFIRMATION_REQUIRED'
          : 'OTP_REQUIRED';
    switch (command.kind) {
      case 'check':
        return { kind: 'checked', report: aReport };
      case 'create': {
        this.creates += 1;
        const id = `device-${String(this.creates)}`;
        this.devices.push({ id, status: 'pending', own: true });
        return {
          kind: 'created',
          deviceId: id,
          ...noDetails,
          secret: asks !== null || kind === 'authenticatorApp' ? 'secret' : null,
        };
      }
      case 'findCreated':
        return { kind: 'found', deviceIds: this.devices.map(({ id }) => id) };
      case 'createKey':
        this.keys.push(`key-${String(this.keys.length)}`);
        return { kind: 'keyCreated', keyId: this.keys.at(-1) ?? '', code: 'code' };
      case 'watchKey':
        this.keys.splice(this.keys.indexOf(command.keyId), 1);
        return this.appear();
      case 'dropKey': {
        const [claimed] = this.devices;
        if (claimed !== undefined)
          return { kind: 'appeared', device: { ...aPairedDevice, id: claimed.id } };
        this.keys.splice(this.keys.indexOf(command.keyId), 1);
        return { kind: 'gone' };
      }
      case 'openSelfService':
        return { kind: 'opened' };
      case 'watchDevices':
        return this.appear();
      case 'askKey':
        return { kind: 'answered', response: 'response' };
      case 'awaitPush':
        this.authenticated = true;
        return this.authentication('COMPLETED');
      case 'cancelPush':
        return this.authentication('DEVICE_SELECTION_REQUIRED');
      case 'resend':
        return { kind: 'sent' };
      case 'askAgent':
        return { kind: 'answered', response: 'response' };
      case 'activate': {
        const device = this.devices.find(({ id }) => id === command.deviceId);
        if (device !== undefined) device.status = 'active';
        return this.read(command.deviceId);
      }
      case 'readDevice':
        return this.read(command.deviceId);
      case 'remove': {
        const index = this.devices.findIndex(({ id }) => id === command.deviceId);
        if (this.devices[index]?.status === 'active') return this.read(command.deviceId);
        if (index !== -1) this.devices.splice(index, 1);
        return { kind: 'gone' };
      }
      case 'beginAuthentication':
      case 'selectDevice':
        return this.authentication(asking, asks);
      case 'checkAuthentication':
        this.authenticated = true;
        return this.authentication('COMPLETED');
      case 'readAuthentication':
        return this.authentication(this.authenticated ? 'COMPLETED' : asking);
      default:
        return command satisfies never;
    }
  }

  answer(command: Command, fate: Fate, kind: ChallengeKind): Outcome {
    switch (fate) {
      case 'works':
        return this.effect(command, kind);
      case 'cutAfter':
        this.effect(command, kind);
        // a key that nobody has seen dies by itself
        if (command.kind === 'createKey') this.keys.pop();
        return cut;
      case 'cutBefore':
        return cut;
      case 'refused':
        return failure({ code: 'refused', status: 400 });
      case 'offline':
        return failure({ code: 'offline' });
      case 'wrongCode':
        return failure({ code: 'wrongCode' });
      case 'extraCode':
        return failure({ code: 'extraCodeRequired' });
      default:
        return fate satisfies never;
    }
  }
}
