import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Device } from '../devices/device';
import type { DeviceStore } from '../devices/device-store';
import type { DeviceTypes } from '../devices/registry';
import { invalidValue, notFound, Problem, requestFailed } from '../http/problem';
import type { JsonObject } from '../json';
import type { Policy } from '../management/policies';
import type { Switches } from '../switches';
import { isOver, type Transaction } from './transaction';

export interface TransactionsDependencies {
  clock: Clock;
  switches: Switches;
  store: DeviceStore;
  types: DeviceTypes;
}

/** The state machine of contract E.2. Refusals are thrown as Problems. */
export interface Transactions {
  initiate(userId: string, policy: Policy, deviceId: unknown): Promise<Transaction>;
  /** Expired ones are gone: 404 or 410. */
  find(id: string): Transaction;
  select(transaction: Transaction, deviceId: unknown): Promise<void>;
  check(transaction: Transaction, action: string, body: JsonObject): Promise<void>;
  usable: (userId: string) => Device[];
  /** Whether another device may be chosen now. */
  maySelect: (transaction: Transaction) => boolean;
}

export function createTransactions(dependencies: TransactionsDependencies): Transactions {
  const { clock, switches, store, types } = dependencies;
  const transactions = new Map<string, Transaction>();

  const known = (userId: string) =>
    store.ranked(userId).filter((device) => types.find(device.type) !== undefined);
  const usable = (userId: string) => known(userId).filter((device) => !store.isLocked(device));

  function change(transaction: Transaction, to: Partial<Transaction>): void {
    Object.assign(transaction, to, { updatedAt: clock.now() });
  }
  function fail(transaction: Transaction, code: string, message: string, more: JsonObject = {}) {
    change(transaction, { status: 'FAILED', error: { code, message, ...more } });
  }
  function failWithoutDevice(transaction: Transaction) {
    const locked = known(transaction.userId).filter((device) => store.isLocked(device));
    fail(
      transaction,
      'NO_USABLE_DEVICES',
      `Couldn't find authenticating device for user: ${transaction.userId}`,
      { unavailableDevices: locked.map(({ id }) => ({ id })) },
    );
  }

  async function challenge(transaction: Transaction, device: Device): Promise<void> {
    const type = types.find(device.type);
    if (!type || store.isLocked(device)) {
      change(transaction, { selected: device, shown: {} });
      failWithoutDevice(transaction);
      return;
    }
    // A challenge that cannot be sent leaves everything as it was, the older device selected.
    const asked = await type.challenge(device, transaction);
    change(transaction, { selected: device, ...asked });
  }

  function maySelect(transaction: Transaction): boolean {
    if (isOver(transaction)) return false;
    return (
      transaction.status === 'DEVICE_SELECTION_REQUIRED' || usable(transaction.userId).length > 1
    );
  }

  const chosen = (userId: string, deviceId: unknown, target: string): Device => {
    const device = known(userId).find(({ id }) => id === deviceId);
    if (!device) throw invalidValue(target, 'The user has no such active device.');
    return device;
  };

  return {
    usable,
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
      const devices = usable(userId);
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
      if (expiresAt > clock.now()) return transaction;
      throw switches.expiredDeviceAuthentication === 404
        ? notFound()
        : new Problem(410, 'GONE', 'The device authentication has expired.');
    },
    select: async (transaction, deviceId) => {
      if (!maySelect(transaction)) throw requestFailed('No device can be selected now.');
      await challenge(transaction, chosen(transaction.userId, deviceId, 'device.id'));
    },
    check: async (transaction, action, body) => {
      const { selected: device, status } = transaction;
      const type = device && types.find(device.type);
      const expected = status === 'OTP_REQUIRED' ? 'otp.check' : 'assertion.check';
      if (isOver(transaction) || !device || type?.checkAction !== action || expected !== action) {
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
