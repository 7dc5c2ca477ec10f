import type { DeviceType } from '../../shared/devices/catalog';
import { m } from '../messages/compiled/messages';

/** All that is said differently about each type that can be paired. Its label and icon are in `devices/device-kinds.ts`. */
export interface MethodWords {
  readonly hint: () => string;
  /** names the button that starts it */
  readonly pair: () => string;
  readonly describeTitle: () => string;
  readonly describeLead: () => string;
  readonly describeSubmit: () => string;
  /** stands in the rail once the details are given and there is no address to show */
  readonly described: () => string;
  readonly targetLabel: () => string;
  readonly descriptionLabel: () => string;
  readonly noCode: () => string;
  /** a name to start from; null where its address says enough */
  readonly suggestedName: ((number: number) => string) | null;
}

export const methodWords = {
  PINGID_DESKTOP_GEN2: {
    hint: m.choose_desktop_hint,
    pair: m.choose_desktop_pair,
    describeTitle: m.describe_desktop_title,
    describeLead: m.describe_desktop_lead,
    describeSubmit: m.describe_desktop_submit,
    described: m.rail_desktop_described,
    targetLabel: m.done_device,
    descriptionLabel: m.done_desktop_description,
    noCode: m.code_none,
    suggestedName: (number) =>
      number === 1
        ? m.describe_desktop_suggestion()
        : m.describe_desktop_suggestion_numbered({ number }),
  },
  EMAIL: {
    hint: m.choose_email_hint,
    pair: m.choose_email_pair,
    describeTitle: m.describe_email_title,
    describeLead: m.describe_email_lead,
    describeSubmit: m.describe_email_submit,
    described: m.rail_described,
    targetLabel: m.done_email_target,
    descriptionLabel: m.done_device,
    noCode: m.code_none_email,
    suggestedName: null,
  },
} satisfies Record<DeviceType, MethodWords>;

export const methodWordsOf = (type: DeviceType): MethodWords => methodWords[type];
