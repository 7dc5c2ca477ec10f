import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Device } from '../devices/device';
import type { DeviceStore } from '../devices/device-store';
import type { DeviceTypes } from '../devices/registry';
import { invalidValue, notFound, Problem, requestFailed } from '../http/problem';
import type { JsonObject } from '../json';
import type { Policy } from '../management/policies';
import type { Pushes } from '../phone-apps/pushes';
import type { Switches } from '../switches';
import type { Candidates } from './candidates';
import { isAsking, type Transaction, type TransactionStatus } from './transaction';

export interface TransactionsDependencies {
  clock: Clock;
  switches: Switches;
  store: DeviceStore;
  types: DeviceTypes;
  pushes: Pushes;
  candidates: Candidates;
}

/** The one check that a status waits for. */
const CHECKS: Partial<Record<TransactionStatus, string>> = {
  OTP_REQUIRED: 'otp.check',
  ASSERTION_REQUIRED: 'assertion.check',
};

/** The state machine of contract E.2. Refusals are thrown as Problems. */
export interface Transactions {
  initiate(userId: string, policy: Policy, deviceId: unknown): Promise<Transaction>;
  /** As it stands after what happened meanwhile. Expired ones are gone: 404 or 410. */
  find(id: string): Transaction;
  select(transaction: Transaction, deviceId: unknown): Promise<void>;
  check(transaction: Transaction, action: string, body: JsonObject): Promise<void>;
  /** Takes the push back; another device can be selected then, and the old one is still named. */
  cancelPush(transaction: Transaction): void;
  /** Whether another device may be chosen now. */
  maySelect: (transaction: Transaction) => boolean;
}

export function createTransactions(dependencies: TransactionsDependencies): Transactions {
  const { clock, switches, store, types, pushes, candidates } = dependencies;
  const transactions = new Map<string, Transaction>();

  function change(transaction: Transaction, to: Partial<Transaction>): void {
    Object.assign(transaction, to, { updatedAt: clock.now() });
  }
  function fail(transaction: Transaction, code: string, message: string, more: JsonObject = {}) {
    change(transaction, { status: 'FAILED', error: { code, message, ...more } });
  }
  function failWithoutDevice(transaction: Transaction) {
    fail(
      transaction,
      'NO_USABLE_DEVICES',
      `Couldn't find authenticating device for user: ${transaction.userId}`,
      { unavailableDevices: candidates.unavailable(transaction).map(({ id }) => ({ id })) },
    );
  }

  async function challenge(transaction: Transaction, device: Device): Promise<void> {
    const type = types.find(device.type);
    if (!type || !candidates.isUsable(device, transaction.policy)) {
      pushes.withdraw(transaction.id);
      change(transaction, { selected: device, shown: {} });
      failWithoutDevice(transaction);
      return;
    }
    // A challenge that cannot be sent leaves everything as it was, the older device selected.
    const asked = await type.challenge(device, transaction);
    if (asked.status !== 'PUSH_CONFIRMATION_REQUIRED') pushes.withdraw(transaction.id);
    change(transaction, { selected: device, ...asked });
  }

  function maySelect(transaction: Transaction): boolean {
    switch (transaction.status) {
      case 'DEVICE_SELECTION_REQUIRED':
        return true;
      case 'PUSH_CONFIRMATION_TIMED_OUT':
        return switches.selectAfterPushTimeout;
      case 'COMPLETED':
      case 'FAILED':
        return false;
      default:
        return candidates.usable(transaction).length > 1;
    }
  }

  const chosen = (userId: string, deviceId: unknown, target: string): Device => {
    const device = candidates.all(userId).find(({ id }) => id === deviceId);
    if (!device) throw invalidValue(target, 'The user has no such active device.');
    if (store.isBlocked(device)) throw invalidValue(target, 'The device is blocked.');
    return device;
  };

  /** Takes in what happened since the last request: the device gone or blocked, the push answered or not. */
  function settle(transaction: Transaction): void {
    const { id, userId, selected } = transaction;
    if (!isAsking(transaction) || !selected) return;
    if (!store.find(userId, selected.id) || store.isBlocked(selected)) {
      pushes.withdraw(id);
      failWithoutDevice(transaction);
      return;
    }
    if (transaction.status !== 'PUSH_CONFIRMATION_REQUIRED') return;
    const state = pushes.stateOf(id);
    if (state === 'approved') change(transaction, { status: 'COMPLETED' });
    if (state === 'timedOut') change(transaction, { status: 'PUSH_CONFIRMATION_TIMED_OUT' });
    if (state === 'rejected') fail(transaction, switches.pushRejectCode, 'The push was rejected.');
  }

  return {
    maySelect,
    initiate: async (userId, policy, deviceId) => {
      const now = clock.now();
      const transaction: Transaction = {
        id: randomUUID(),
        userId,
        policy,
        createdAt: now,
        updatedAt: now,
        isRich: richness(switches, transactions.size),
        status: 'DEVICE_SELECTION_REQUIRED',
        selected: undefined,
        shown: {},
        error: undefined,
      };
      const wanted =
        deviceId === undefined ? undefined : chosen(userId, deviceId, 'selectedDevice.id');
      transactions.set(transaction.id, transaction);
      const devices = candidates.usable(transaction);
      const { deviceSelection } = policy;
      // Contract B.2: without an order there is no default, and the person chooses every time.
      const hasDefault = deviceSelection === 'DEFAULT_TO_FIRST' && store.hasOrder(userId);
      const prompt =
        deviceSelection === 'ALWAYS_DISPLAY_DEVICES' || (!hasDefault && devices.length > 1);
      const first = wanted ?? devices[0];
      if (!first) failWithoutDevice(transaction);
      else if (wanted || !prompt) await challenge(transaction, first);
      return transaction;
    },
    find: (id) => {
      const transaction = transactions.get(id);
      if (!transaction) throw notFound();
      const expiresAt = transaction.createdAt + switches.deviceAuthenticationLifetime * 60_000;
      if (expiresAt > clock.now()) {
        settle(transaction);
        return transaction;
      }
      throw switches.expiredDeviceAuthentication === 404
        ? notFound()
        : new Problem(410, 'GONE', 'The device authentication has expired.');
    },
    select: async (transaction, deviceId) => {
      if (!maySelect(transaction)) throw requestFailed('No device can be selected now.');
      await challenge(transaction, chosen(transaction.userId, deviceId, 'device.id'));
    },
    cancelPush: (transaction) => {
      const { id, status } = transaction;
      if (status !== 'PUSH_CONFIRMATION_REQUIRED') {
        throw requestFailed(`There is no push to cancel in ${status}.`);
      }
      pushes.withdraw(id);
      change(transaction, { status: 'DEVICE_SELECTION_REQUIRED', shown: {} });
    },
    check: async (transaction, action, body) => {
      const { selected: device, status } = transaction;
      const type = device && types.find(device.type);
      if (!device || type?.checkAction !== action || CHECKS[status] !== action) {
        throw requestFailed(`${action} is not possible in ${status}.`);
      }
      const outcome = await type.check(device, transaction, body);
      if (outcome.is === 'right') {
        change(transaction, { status: 'COMPLETED' });
        return;
      }
      const { otpFailureStyle, assertionFailureStyle } = switches;
      const style = action === 'otp.check' ? otpFailureStyle : assertionFailureStyle;
      if (outcome.is === 'over' || style === 'status') {
        const code = store.isLocked(device) ? 'DEVICE_LOCKED' : 'CHECK_FAILED';
        fail(transaction, code, 'The device did not prove itself.');
      }
      if (style === 'error') throw outcome.problem;
    },
  };
}

function richness({ deviceAuthenticationFields: fields }: Switches, number: number): boolean {
  return fields === 'rich' || (fields === 'alternate' && number % 2 === 1);
}
