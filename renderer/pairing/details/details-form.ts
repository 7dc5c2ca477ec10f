import type { Component } from 'svelte';
import type { Details, DeviceType } from '../../../shared/devices/catalog';
import type { ScreenOf } from '../../../shared/pairing/screen';
import type { Typed } from '../typed';
import DesktopDetails from './DesktopDetails.svelte';
import EmailDetails from './EmailDetails.svelte';
import KeyDetails from './KeyDetails.svelte';
import NoDetails from './NoDetails.svelte';
import PhoneDetails from './PhoneDetails.svelte';
import TokenDetails from './TokenDetails.svelte';

export interface DetailsFormProps {
  screen: ScreenOf<'describe'>;
  /** what has been given so far, not necessarily valid */
  details: Details;
  /** what is given cannot be used: say so at the field */
  invalid: boolean;
}

export interface DetailsFormExports {
  /** waits until all that was typed is understood */
  readonly settle?: () => Promise<void>;
}

export interface DetailsForm {
  readonly form: Component<DetailsFormProps, DetailsFormExports, 'details'>;
  /** what the form starts from: what PingOne knows or refused, else what was typed before */
  readonly start: (screen: ScreenOf<'describe'>, typed: Typed) => Details;
  /** something else than a keyboard may type it, and has to find the field */
  readonly focusFirst: boolean;
}

const detailsIn = <Type extends DeviceType>(
  { draft }: ScreenOf<'describe'>,
  type: Type,
): Extract<Details, { type: Type }> | null =>
  draft !== null && isOf(draft.details, type) ? draft.details : null;

const isOf = <Type extends DeviceType>(
  details: Details,
  type: Type,
): details is Extract<Details, { type: Type }> => details.type === type;

/** What has to be asked before a device of a type is created. */
export const detailsForms = {
  PINGID_DESKTOP_GEN2: {
    form: DesktopDetails,
    start: () => ({ type: 'PINGID_DESKTOP_GEN2' }),
    focusFirst: false,
  },
  FIDO2: { form: KeyDetails, start: () => ({ type: 'FIDO2' }), focusFirst: false },
  MOBILE: { form: NoDetails, start: () => ({ type: 'MOBILE' }), focusFirst: false },
  TOTP: { form: NoDetails, start: () => ({ type: 'TOTP' }), focusFirst: false },
  OATH_TOKEN: {
    form: TokenDetails,
    start: (screen, { serialNumber }) =>
      detailsIn(screen, 'OATH_TOKEN') ?? { type: 'OATH_TOKEN', serialNumber: serialNumber ?? '' },
    // a scanner
    focusFirst: true,
  },
  // a number counts once it is understood
  SMS: {
    form: PhoneDetails,
    start: (screen) => detailsIn(screen, 'SMS') ?? { type: 'SMS', phone: '' },
    focusFirst: false,
  },
  VOICE: {
    form: PhoneDetails,
    start: (screen, { extension }) =>
      detailsIn(screen, 'VOICE') ?? { type: 'VOICE', phone: '', extension: extension ?? '' },
    focusFirst: false,
  },
  WHATSAPP: {
    form: PhoneDetails,
    start: (screen) => detailsIn(screen, 'WHATSAPP') ?? { type: 'WHATSAPP', phone: '' },
    focusFirst: false,
  },
  EMAIL: {
    form: EmailDetails,
    start: (screen, { email }) =>
      detailsIn(screen, 'EMAIL') ?? {
        type: 'EMAIL',
        email: email ?? screen.suggestions.email ?? '',
      },
    focusFirst: false,
  },
} satisfies Record<DeviceType, DetailsForm>;

export const detailsFormOf = (type: DeviceType): DetailsForm => detailsForms[type];
