import * as fc from 'fast-check';
import { catalog, deviceTypes, type Details } from '../../../../shared/devices/catalog';
import type { ActionEvent as Action } from '../../../../shared/pairing/event';
import type { PairingFacts } from '../../../../shared/pairing/state';
import { fates, type Fate } from './world';

export const facts: PairingFacts = {
  id: 'pairing',
  goal: 'pair',
  actor: { id: 'kim' },
  userId: 'kim',
  suggestions: { email: 'kim@example.org', phone: '+15125550123' },
  methods: deviceTypes.map((type) => ({
    type,
    unavailable: null,
    hint: null,
    codeLength: catalog[type].challenge === 'oneTimeCode' ? 6 : null,
  })),
  phoneExtensions: null,
  clockOffset: 0,
  replaces: null,
  selfServiceHost: 'id.example.org',
  pairingKeyLifetime: null,
  pushTimeout: null,
};

export const detailsOf: Record<Details['type'], Details> = {
  EMAIL: { type: 'EMAIL', email: 'kim@example.org' },
  PINGID_DESKTOP_GEN2: { type: 'PINGID_DESKTOP_GEN2' },
  FIDO2: { type: 'FIDO2' },
  MOBILE: { type: 'MOBILE' },
  TOTP: { type: 'TOTP' },
  OATH_TOKEN: { type: 'OATH_TOKEN', serialNumber: '23AB009' },
  SMS: { type: 'SMS', phone: '+15125550123' },
  VOICE: { type: 'VOICE', phone: '+15125550123', extension: '' },
  WHATSAPP: { type: 'WHATSAPP', phone: '+15125550123' },
};

export type Step =
  | { readonly act: Action }
  /** one of the actions that the view offers just then */
  | { readonly pick: number }
  | { readonly fate: Fate }
  /** the computer has slept, this many milliseconds; `read`: whether the device can be read then */
  | { readonly slept: number; readonly read: boolean };

/** What this kind of action looks like when the window sends it for this type. */
export const actionOf = (kind: Action['kind'], chosen: Details['type'], at: number): Action => {
  switch (kind) {
    case 'choose':
      return { kind, type: chosen, at };
    case 'describe':
      return { kind, details: detailsOf[chosen], nickname: '', ownerConfirmed: true, at };
    case 'answer':
      return { kind, answer: { response: 'response', length: 6 }, spent: false, at };
    case 'chooseDevice':
      return { kind, deviceId: 'another', at };
    case 'changeDevice':
    case 'inBrowser':
    case 'resend':
    case 'back':
    case 'retry':
    case 'leave':
      return { kind, at };
    default:
      return kind satisfies never;
  }
};

const type = fc.constantFrom(...deviceTypes);

export const actions = (at: number): fc.Arbitrary<Action> =>
  fc.oneof(
    type.map((chosen): Action => ({ kind: 'choose', type: chosen, at })),
    type.map((described): Action => ({
      kind: 'describe',
      details: detailsOf[described],
      nickname: '',
      ownerConfirmed: true,
      at,
    })),
    fc.constantFrom<Action>(
      { kind: 'answer', answer: { response: 'response', length: 6 }, spent: false, at },
      { kind: 'answer', answer: { response: 'response', length: 6 }, spent: true, at },
      { kind: 'resend', at },
      { kind: 'inBrowser', at },
      { kind: 'changeDevice', at },
      { kind: 'chooseDevice', deviceId: 'another', at },
      { kind: 'back', at },
      { kind: 'retry', at },
      { kind: 'leave', at },
    ),
  );

/** The person does something, or the outside world answers what is awaited. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: actions(1_000_000).map((act) => ({ act })) },
    { weight: 4, arbitrary: fc.nat(100).map((pick) => ({ pick })) },
    { weight: 2, arbitrary: fc.constantFrom(...fates).map((fate) => ({ fate })) },
    {
      weight: 1,
      arbitrary: fc.record({ slept: fc.constantFrom(1_000, 1_000_000), read: fc.boolean() }),
    },
    { weight: 4, arbitrary: fc.constant<Step>({ fate: 'works' }) },
  ),
  { minLength: 10, maxLength: 60, size: 'max' },
);
