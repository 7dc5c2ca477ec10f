import type { ChallengeKind } from '../../../../shared/devices/descriptor';
import type { Command } from '../../../../shared/pairing/command';
import type { Outcome, SeenAuthentication } from '../../../../shared/pairing/event';
import type { DeskError } from '../../../../shared/errors';

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

const failure = (error: DeskError): Outcome => ({ kind: 'failed', error });
const cut: Outcome = failure({ code: 'interrupted' });

/** PingOne and the desktop agent, as small as the promises of a pairing allow: which devices exist, who activated them. */
export class World {
  readonly devices: WorldDevice[] = [];
  creates = 0;
  authenticated = false;

  private authentication(status: SeenAuthentication['status'], desktop: boolean): Outcome {
    return {
      kind: 'authentication',
      authentication: {
        id: 'authentication',
        status,
        selectedDeviceId: this.devices[0]?.id ?? null,
        prompt: desktop ? 'prompt' : null,
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
    const desktop = kind === 'desktopAgent';
    switch (command.kind) {
      case 'check':
        return { kind: 'checked', report: { knownDeviceIds: [], agentOwnerUnknown: false } };
      case 'create': {
        this.creates += 1;
        const id = `device-${String(this.creates)}`;
        this.devices.push({ id, status: 'pending' });
        return {
          kind: 'created',
          deviceId: id,
          ...noDetails,
          secret: kind === 'desktopAgent' || kind === 'authenticatorApp' ? 'secret' : null,
        };
      }
      case 'findCreated':
        return { kind: 'found', deviceIds: this.devices.map(({ id }) => id) };
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
        return this.authentication(desktop ? 'ASSERTION_REQUIRED' : 'OTP_REQUIRED', desktop);
      case 'checkAuthentication':
        this.authenticated = true;
        return this.authentication('COMPLETED', false);
      case 'readAuthentication':
        return this.authentication(
          this.authenticated ? 'COMPLETED' : desktop ? 'ASSERTION_REQUIRED' : 'OTP_REQUIRED',
          false,
        );
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
