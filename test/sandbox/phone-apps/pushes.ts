import type { Clock } from '../clock';
import type { Device } from '../devices/device';
import { milliseconds, type MobileApplicationPolicy } from '../policy-switches';

export type PushAnswer = 'approve' | 'reject';
export type PushState = 'waiting' | 'approved' | 'rejected' | 'timedOut';

/** A push on its way. Times in milliseconds since the epoch, sandbox time. */
export interface Push {
  /** The device authentication that it asks about. */
  readonly id: string;
  readonly sentAt: number;
  readonly expiresAt: number;
}

/** What PingOne sends to apps, and what it gets to hear of it. */
export interface Pushes {
  /** A device authentication has one push at a time: another one takes the place of the first. */
  send(id: string, device: Device, application: MobileApplicationPolicy): void;
  /** Undefined where nothing was sent, or it was withdrawn. */
  stateOf(id: string): PushState | undefined;
  /** Oldest first. */
  waiting(device: Device): Push[];
  /** Throws where it does not wait. */
  answer(id: string, answer: PushAnswer): void;
  withdraw(id: string): void;
  /** Drops all about a deleted device. */
  forget(device: Device): void;
}

interface SentPush extends Push {
  readonly device: Device;
  readonly limit: MobileApplicationPolicy['pushLimit'];
  state: PushState;
}

export function createPushes(clock: Clock): Pushes {
  const pushes = new Map<string, SentPush>();
  /** When pushes to a device came to nothing, none approved since. */
  const refusals = new Map<string, number[]>();

  function refuse({ device, limit }: SentPush, at: number): void {
    const since = at - milliseconds(limit.timePeriod);
    const recent = [...(refusals.get(device.id) ?? []).filter((time) => time > since), at];
    refusals.set(device.id, recent);
    if (recent.length < limit.count) return;
    refusals.delete(device.id);
    device.lockedUntil = at + milliseconds(limit.lockDuration);
    device.lockReason = 'PUSH';
  }
  /** Nothing here runs by itself: time is looked at whenever somebody asks. */
  function settled(): SentPush[] {
    const all = [...pushes.values()];
    for (const push of all) {
      if (push.state !== 'waiting' || push.expiresAt > clock.now()) continue;
      push.state = 'timedOut';
      refuse(push, push.expiresAt);
    }
    return all;
  }
  const find = (id: string) => settled().find((push) => push.id === id);

  return {
    send: (id, device, { pushTimeout, pushLimit }) => {
      settled();
      const sentAt = clock.now();
      const expiresAt = sentAt + milliseconds(pushTimeout);
      pushes.set(id, { id, device, limit: pushLimit, sentAt, expiresAt, state: 'waiting' });
    },
    stateOf: (id) => find(id)?.state,
    waiting: (device) =>
      settled()
        .filter((push) => push.device.id === device.id && push.state === 'waiting')
        .map(({ id, sentAt, expiresAt }) => ({ id, sentAt, expiresAt })),
    answer: (id, answer) => {
      const push = find(id);
      if (push?.state !== 'waiting') throw new RangeError('no such push waits');
      push.state = answer === 'approve' ? 'approved' : 'rejected';
      if (answer === 'approve') refusals.delete(push.device.id);
      else refuse(push, clock.now());
    },
    withdraw: (id) => {
      pushes.delete(id);
    },
    forget: (device) => {
      refusals.delete(device.id);
      for (const push of settled()) if (push.device.id === device.id) pushes.delete(push.id);
    },
  };
}
