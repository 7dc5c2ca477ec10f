import type { Component } from 'svelte';
import type { Details, DeviceType } from '../../../shared/devices/catalog';
import type { ScreenOf } from '../../../shared/pairing/view';
import EmailDetails from './EmailDetails.svelte';
import NoDetails from './NoDetails.svelte';

export interface DetailsFormProps {
  screen: ScreenOf<'describe'>;
  /** what has been given so far, not necessarily valid */
  details: Details;
  /** what is given cannot be used: say so at the field */
  invalid: boolean;
  /** PingOne refused what was given */
  refused: boolean;
}

export interface DetailsForm {
  readonly form: Component<DetailsFormProps, object, 'details'>;
  /** what the form starts from */
  readonly start: (screen: ScreenOf<'describe'>) => Details;
}

/** What has to be asked before a device of a type is created. */
export const detailsForms = {
  EMAIL: {
    form: EmailDetails,
    start: ({ draft, suggestedEmail }) =>
      draft?.details.type === 'EMAIL'
        ? draft.details
        : { type: 'EMAIL', email: suggestedEmail ?? '' },
  },
  PINGID_DESKTOP_GEN2: { form: NoDetails, start: () => ({ type: 'PINGID_DESKTOP_GEN2' }) },
} satisfies Record<DeviceType, DetailsForm>;

export const detailsFormOf = (type: DeviceType): DetailsForm => detailsForms[type];
