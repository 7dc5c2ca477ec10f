import type { FastifyInstance } from 'fastify';
import { permitAdministrator, type Bearer } from '../auth/bearer';
import type { Directory } from '../directory/directory';
import {
  insufficientPermissions,
  invalidToken,
  invalidValue,
  notFound,
  requestFailed,
  requiredValue,
} from '../http/problem';
import { JSON_TYPE, serve, vendorType, type Exchange, type Operation } from '../http/resource';
import { objectAt, type JsonObject } from '../json';
import type { User } from '../directory/user';
import type { Policies } from '../management/policies';
import type { Switches } from '../switches';
import type { Transaction } from './transaction';
import type { Transactions } from './transactions';

/** The only one that is documented. */
const CANCEL_REASONS = ['CHANGE_DEVICE'];

export interface DeviceAuthenticationsDependencies {
  bearer: Bearer;
  directory: Directory;
  switches: Switches;
  policies: Policies;
  transactions: Transactions;
  show: (transaction: Transaction) => JsonObject;
  collectionUrl: () => string;
}

/** Contract E.3, on the auth host: neither `/v1` nor `/as`. */
export function serveDeviceAuthentications(
  app: FastifyInstance,
  dependencies: DeviceAuthenticationsDependencies,
): void {
  const { bearer, directory, switches, policies } = dependencies;
  const { transactions, show, collectionUrl } = dependencies;

  /** Which token kinds PingOne accepts here is undocumented (contract H, Q16): hence the switch. */
  const admit = async ({ authorization }: Exchange) => {
    const actor = await bearer.actor(authorization);
    const refusal = switches.refuseUserTokensOnDeviceAuthentications;
    if (actor.kind === 'user' && (refusal === true || refusal === 401)) throw invalidToken();
  };
  const permit = async ({ authorization }: Exchange) => {
    const actor = await bearer.actor(authorization);
    if (actor.kind !== 'user') permitAdministrator(actor, 'authenticateDevice');
    else if (switches.refuseUserTokensOnDeviceAuthentications === 403) {
      throw insufficientPermissions();
    }
  };
  const permitFor = async ({ authorization }: Exchange, userId: string) => {
    const actor = await bearer.actor(authorization);
    if (actor.kind === 'user' && actor.userId !== userId) throw insufficientPermissions();
  };
  const userOf = (userId: string): User => {
    const user = directory.find(userId);
    if (!user) throw notFound();
    return user;
  };
  /** By the policy as it is now: it may have been changed, and so may the user. */
  const refuseBlocked = (userId: string, policyId: string) => {
    const isBlocked = policies.find(policyId)?.blockDisabledUsers === true;
    if (isBlocked && !userOf(userId).enabled) throw requestFailed('The user is disabled.');
  };
  const transactionOf = async (exchange: Exchange) => {
    const transaction = transactions.find(exchange.parameters.id ?? '');
    await permitFor(exchange, transaction.userId);
    userOf(transaction.userId);
    return transaction;
  };
  const action = (
    act: (transaction: Transaction, body: JsonObject) => Promise<void> | void,
  ): Operation => ({
    permit,
    body: 'required',
    run: async (exchange) => {
      const transaction = await transactionOf(exchange);
      refuseBlocked(transaction.userId, transaction.policy.id);
      await act(transaction, exchange.body);
      return { status: 200, body: show(transaction) };
    },
  });

  serve(app, '/deviceAuthentications', {
    admit,
    post: {
      [JSON_TYPE]: {
        permit,
        body: 'required',
        run: async (exchange) => {
          const { body } = exchange;
          const userId = objectAt(body, 'user').id;
          if (userId === undefined) throw requiredValue('user.id');
          if (typeof userId !== 'string') throw invalidValue('user.id', 'user.id is a string.');
          await permitFor(exchange, userId);
          userOf(userId);
          const policy = policies.find(objectAt(body, 'policy').id);
          if (!policy) throw invalidValue('policy.id', 'There is no such policy.');
          refuseBlocked(userId, policy.id);
          const selected = objectAt(body, 'selectedDevice');
          if ('selectedDevice' in body && typeof selected.id !== 'string') {
            throw requiredValue('selectedDevice.id');
          }
          const transaction = await transactions.initiate(userId, policy, selected.id);
          const location = `${collectionUrl()}/${transaction.id}`;
          return { status: 201, location, body: show(transaction) };
        },
      },
    },
  });

  serve(app, '/deviceAuthentications/:id', {
    admit,
    get: {
      permit,
      run: async (exchange) => ({ status: 200, body: show(await transactionOf(exchange)) }),
    },
    post: {
      [vendorType('device.select')]: action((transaction, body) => {
        const id = objectAt(body, 'device').id;
        if (id === undefined) throw requiredValue('device.id');
        return transactions.select(transaction, id);
      }),
      [vendorType('otp.check')]: action((transaction, body) =>
        transactions.check(transaction, 'otp.check', body),
      ),
      [vendorType('assertion.check')]: action((transaction, body) =>
        transactions.check(transaction, 'assertion.check', body),
      ),
      [vendorType('cancel.push.authentication')]: action((transaction, { reason }) => {
        if (reason === undefined || reason === null) throw requiredValue('reason');
        if (!CANCEL_REASONS.includes(reason as string)) {
          throw invalidValue('reason', 'Unknown reason.', { allowedValues: CANCEL_REASONS });
        }
        transactions.cancelPush(transaction);
      }),
    },
  });
}
