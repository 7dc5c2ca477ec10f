import type { Right, RightAction } from '../../shared/kiosk/rights';
import type { Tone } from '../devices/device-words';
import { m } from '../messages/compiled/messages';

interface RightWords {
  readonly label: () => string;
  /** what does not work without it */
  readonly without: () => string;
}

export const rightWords = {
  findPeople: { label: m.kiosk_right_find_people, without: m.kiosk_right_find_people_for },
  seePopulations: {
    label: m.kiosk_right_see_populations,
    without: m.kiosk_right_see_populations_for,
  },
  seeDevices: { label: m.kiosk_right_see_devices, without: m.kiosk_right_see_devices_for },
  createDevices: { label: m.kiosk_right_create_devices, without: m.kiosk_right_create_devices_for },
  activateDevices: {
    label: m.kiosk_right_activate_devices,
    without: m.kiosk_right_activate_devices_for,
  },
  removeDevices: { label: m.kiosk_right_remove_devices, without: m.kiosk_right_remove_devices_for },
  proveDevices: { label: m.kiosk_right_prove_devices, without: m.kiosk_right_prove_devices_for },
  pairApps: { label: m.kiosk_right_pair_apps, without: m.kiosk_right_pair_apps_for },
  blockDevices: { label: m.kiosk_right_block_devices, without: m.kiosk_right_block_devices_for },
  unlockDevices: { label: m.kiosk_right_unlock_devices, without: m.kiosk_right_unlock_devices_for },
  requestLogs: { label: m.kiosk_right_request_logs, without: m.kiosk_right_request_logs_for },
  findTokens: { label: m.kiosk_right_find_tokens, without: m.kiosk_right_find_tokens_for },
  resyncTokens: { label: m.kiosk_right_resync_tokens, without: m.kiosk_right_resync_tokens_for },
  enableMfa: { label: m.kiosk_right_enable_mfa, without: m.kiosk_right_enable_mfa_for },
  readPolicies: { label: m.kiosk_right_read_policies, without: m.kiosk_right_read_policies_for },
  readSettings: { label: m.kiosk_right_read_settings, without: m.kiosk_right_read_settings_for },
} satisfies Record<RightAction, RightWords>;

export const rightStates = {
  missing: { text: m.kiosk_right_missing, tone: 'bad' },
  unknown: { text: m.kiosk_right_unknown, tone: 'heed' },
  granted: { text: m.kiosk_right_granted, tone: 'good' },
} satisfies Record<Right['state'], { text: () => string; tone: Tone }>;

const order: readonly Right['state'][] = ['missing', 'unknown', 'granted'];

/** What is missing first, what is there last; else in the order in which they came. */
export const worstFirst = (rights: readonly Right[]): readonly Right[] =>
  rights.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
