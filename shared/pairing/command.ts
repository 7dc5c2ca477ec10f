import type { DeviceType } from '../devices/catalog';
import type { Description, Handle, PairingState } from './state';

/** The one effect that a state waits for. An outcome that carries another id is ignored. */
export type Command = { readonly id: string } & (
  | { readonly kind: 'check'; readonly type: DeviceType }
  | { readonly kind: 'create'; readonly description: Description }
  | { readonly kind: 'findCreated'; readonly description: Description }
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
      return { id, kind: 'check', type: state.type };
    case 'creating':
      return {
        id,
        kind: state.phase === 'sending' ? 'create' : 'findCreated',
        description: state.description,
      };
    case 'responding':
      switch (state.challenge.kind) {
        case 'desktopAgent':
          return { id, kind: 'askAgent', purpose: 'register', prompt: state.challenge.prompt };
        case 'oneTimeCode':
          return state.challenge.phase === 'resending'
            ? { id, kind: 'resend', deviceId: state.device.id }
            : null;
        case 'authenticatorApp':
        case 'hardwareToken':
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
          return proof.challenge.kind === 'desktopAgent'
            ? { id, kind: 'askAgent', purpose: 'authenticate', prompt: proof.challenge.prompt }
            : null;
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
