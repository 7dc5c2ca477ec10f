import type { FastifyInstance } from 'fastify';
import { permitAdministrator } from '../auth/bearer';
import type { Permission } from '../auth/permissions';
import { timestamp } from '../clock';
import { bindingsOf, type OathToken } from '../devices/oath-tokens';
import { createTokenResync } from '../devices/token-resync';
import { invalidData, invalidValue, notFound, uniquenessViolation } from '../http/problem';
import { JSON_TYPE, serve, vendorType, type Exchange, type Operation } from '../http/resource';
import { parseFilter } from '../http/scim-filter';
import type { JsonObject } from '../json';
import type { ManagementDependencies } from './management-host';
import { codesIn, hashAlgorithmOf, tokenIn } from './oath-token-request';
import { pageOf } from './paging';

const RULES = { attributes: ['serialNumber'], operators: ['eq', 'sw'] };

/** Contract C.2, C.3: the hardware tokens of the environment, for administrators only. */
export function serveOathTokens(app: FastifyInstance, dependencies: ManagementDependencies): void {
  const { bearer, clock, seed, switches, store } = dependencies;
  const { oathTokens, hardwareTokens, environmentUrl } = dependencies;
  const url = () => `${environmentUrl()}/oathTokens`;
  const resync = createTokenResync(clock);

  const admit = async ({ authorization }: Exchange) => {
    await bearer.actor(authorization);
  };
  const may = (permission: Permission, operation: Omit<Operation, 'permit'>): Operation => ({
    ...operation,
    permit: async ({ authorization }) => {
      permitAdministrator(await bearer.actor(authorization), permission);
    },
  });
  const tokenOf = ({ parameters }: Exchange): OathToken => {
    const token = oathTokens.all().find(({ id }) => id === parameters.token);
    if (!token) throw notFound();
    return token;
  };
  /** Never the secret. */
  const show = (token: OathToken): JsonObject => {
    const { id, serialNumber, type, otpLength, timeStep, algorithm, counter, drift } = token;
    const devices = bindingsOf(store, serialNumber);
    return {
      _links: { self: { href: `${url()}/${id}` } },
      id,
      environment: { id: seed.environmentId },
      serialNumber,
      type,
      otpLength,
      ...(type === 'HOTP' ? { hotp: { counter } } : { totp: { timeStep, drift } }),
      hashAlgorithm: hashAlgorithmOf(algorithm),
      ...(devices.length > 0 && {
        devices: devices.map((device) => ({ id: device.id, user: { id: device.userId } })),
      }),
      createdAt: timestamp(token.createdAt),
      updatedAt: timestamp(token.updatedAt),
    };
  };
  const ok = (token: OathToken) => ({ status: 200, body: show(token) });

  serve(app, '/oathTokens', {
    admit,
    get: may('readOathToken', {
      run: ({ query }) => {
        const fits = query.filter === undefined ? () => true : parseFilter(query.filter, RULES);
        const found = oathTokens.all().filter(({ serialNumber }) => fits({ serialNumber }));
        const body = pageOf(found, query, {
          url: url(),
          name: 'oathTokens',
          show: (token) => ({
            ...show(token),
            ...(switches.unknownProperties && { engraving: { lines: 2 } }),
          }),
        });
        return { status: 200, body };
      },
    }),
    post: {
      [JSON_TYPE]: may('updateOathToken', {
        body: 'required',
        run: ({ body }) => {
          const wanted = tokenIn(body);
          if (oathTokens.find(wanted.serialNumber)) {
            const { duplicateDevice } = switches;
            const status = duplicateDevice === 'allowed' ? 400 : duplicateDevice;
            throw uniquenessViolation(status, 'serialNumber');
          }
          const token = oathTokens.add(wanted);
          hardwareTokens.add(wanted);
          return { status: 201, location: `${url()}/${token.id}`, body: show(token) };
        },
      }),
    },
  });

  serve(app, '/oathTokens/:token', {
    admit,
    get: may('readOathToken', { run: (exchange) => ok(tokenOf(exchange)) }),
    post: {
      [vendorType('device.resync')]: may('updateOathToken', {
        body: 'required',
        run: (exchange) => {
          const token = tokenOf(exchange);
          const verdict = resync.judge(token, codesIn(exchange.body));
          if (verdict === 'wrong') throw invalidValue('otps', 'They are no two codes in a row.');
          if (verdict === 'another' && switches.resyncFirstCode === 'extraOtpRequired') {
            throw invalidData('EXTRA_OTP_REQUIRED', 'otp', 'An extra OTP is required');
          }
          return ok(token);
        },
      }),
    },
  });
}
