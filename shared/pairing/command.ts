import { catalog, type DeviceType } from '../devices/catalog';
import type { Awaiting, Challenge, Description, Handle, PairingState } from './state';

/** The one effect that a state waits for. An outcome that carries another id is ignored. */
export type Command = { readonly id: string } & (
  | { readonly kind: 'check'; readonly type: DeviceType; readonly replaces: string | null }
  | { readonly kind: 'create'; readonly description: Description }
  | { readonly kind: 'findCreated'; readonly description: Description }
  | { readonly kind: 'createKey'; readonly description: Description }
  | {
      readonly kind: 'watchKey';
      readonly keyId: string;
      readonly validUntil: number;
      readonly knownDeviceIds: readonly string[];
    }
  | {
      readonly kind: 'dropKey';
      readonly keyId: string;
      readonly knownDeviceIds: readonly string[];
    }
  | { readonly kind: 'openSelfService' }
  | {
      readonly kind: 'watchDevices';
      readonly type: DeviceType;
      readonly knownDeviceIds: readonly string[];
    }
  | { readonly kind: 'askKey'; readonly purpose: 'create' | 'get'; readonly options: Handle }
  | { readonly kind: 'awaitPush'; readonly authenticationId: string; readonly deviceId: string }
  | { readonly kind: 'cancelPush'; readonly authenticationId: string }
  | { readonly kind: 'resend'; readonly deviceId: string }
  | {
      readonly kind: 'askAgent';
      readonly purpose: 'register' | 'authenticate';
      readonly prompt: Handle;
    }
  | {
      readonly kind: 'activate';
      readonly deviceId: string;
      readonly type: DeviceType;
      readonly response: Handle;
    }
  | { readonly kind: 'readDevice'; readonly deviceId: string }
  | { readonly kind: 'remove'; readonly deviceId: string }
  | { readonly kind: 'beginAuthentication'; readonly deviceId: string }
  | { readonly kind: 'selectDevice'; readonly authenticationId: string; readonly deviceId: string }
  | {
      readonly kind: 'checkAuthentication';
      readonly authenticationId: string;
      readonly type: DeviceType;
      readonly response: Handle;
    }
  | {
      readonly kind: 'readAuthentication';
      readonly authenticationId: string;
      readonly deviceId: string;
    }
);
export type CommandKind = Command['kind'];

const createBy = ({
  phase,
  description,
}: Extract<PairingState, { name: 'creating' }>): 'create' | 'findCreated' | 'createKey' => {
  if (catalog[description.details.type].creation === 'pairingKey') return 'createKey';
  return phase === 'sending' ? 'create' : 'findCreated';
};

const awaited = ({ by, phase, description }: Awaiting, id: string): Command => {
  const { knownDeviceIds } = description.check;
  if (by.kind === 'pairingKey')
    return phase === 'dropping'
      ? { id, kind: 'dropKey', keyId: by.keyId, knownDeviceIds }
      : { id, kind: 'watchKey', keyId: by.keyId, validUntil: by.validUntil, knownDeviceIds };
  return phase === 'opening'
    ? { id, kind: 'openSelfService' }
    : { id, kind: 'watchDevices', type: description.details.type, knownDeviceIds };
};

const askKey = (
  { phase, options }: Extract<Challenge, { kind: 'securityKey' }>,
  purpose: 'create' | 'get',
  id: string,
): Command | null => (phase === 'asking' ? { id, kind: 'askKey', purpose, options } : null);

/** The answer to a proof's challenge, where the person does not give it in this window. */
const answeredElsewhere = (
  challenge: Challenge,
  authenticationId: string,
  deviceId: string,
  id: string,
): Command | null => {
  switch (challenge.kind) {
    case 'desktopAgent':
      return { id, kind: 'askAgent', purpose: 'authenticate', prompt: challenge.prompt };
    case 'securityKey':
      return askKey(challenge, 'get', id);
    case 'mobileApp':
      return { id, kind: 'awaitPush', authenticationId, deviceId };
    case 'oneTimeCode':
    case 'authenticatorApp':
    case 'hardwareToken':
      return null;
    default:
      return challenge satisfies never;
  }
};

/** What this state is waiting for from the outside world; null while it is the person's turn, or all is over. */
export const commandFor = (state: PairingState): Command | null => {
  const id = `${state.facts.id}/${String(state.step)}`;
  switch (state.name) {
    case 'choosing':
    case 'describing':
    case 'abandoned':
    case 'done':
    case 'failed':
      return null;
    case 'checking':
      return {
        id,
        kind: 'check',
        type: state.type,
        replaces: state.facts.replaces?.deviceId ?? null,
      };
    case 'creating':
      return { id, kind: createBy(state), description: state.description };
    case 'awaiting':
      return awaited(state, id);
    case 'responding':
      switch (state.challenge.kind) {
        case 'desktopAgent':
          return { id, kind: 'askAgent', purpose: 'register', prompt: state.challenge.prompt };
        case 'oneTimeCode':
          return state.challenge.phase === 'resending'
            ? { id, kind: 'resend', deviceId: state.device.id }
            : null;
        case 'securityKey':
          return askKey(state.challenge, 'create', id);
        case 'authenticatorApp':
        case 'hardwareToken':
        case 'mobileApp':
          return null;
        default:
          return state.challenge satisfies never;
      }
    case 'activating':
      return state.phase === 'sending'
        ? {
            id,
            kind: 'activate',
            deviceId: state.device.id,
            type: state.device.type,
            response: state.answer.response,
          }
        : { id, kind: 'readDevice', deviceId: state.device.id };
    case 'abandoning':
      return { id, kind: 'remove', deviceId: state.device.id };
    case 'proving': {
      const { proof, device } = state;
      switch (proof.phase) {
        case 'beginning':
          return { id, kind: 'beginAuthentication', deviceId: device.id };
        case 'selecting':
          return {
            id,
            kind: 'selectDevice',
            authenticationId: proof.authenticationId,
            deviceId: device.id,
          };
        case 'responding':
          return answeredElsewhere(proof.challenge, proof.authenticationId, device.id, id);
        case 'cancelling':
          return { id, kind: 'cancelPush', authenticationId: proof.authenticationId };
        case 'choosingDevice':
          return null;
        case 'checking':
          return {
            id,
            kind: 'checkAuthentication',
            authenticationId: proof.authenticationId,
            type: device.type,
            response: proof.answer.response,
          };
        case 'looking':
          return {
            id,
            kind: 'readAuthentication',
            authenticationId: proof.authenticationId,
            deviceId: device.id,
          };
        default:
          return proof satisfies never;
      }
    }
    default:
      return state satisfies never;
  }
};
