import { defaultPorts, regions } from '../../shared/configuration';
import { m } from '../messages/compiled/messages';

/** The settings that this form knows. What else a configuration holds is kept as it is. */
export const fieldKeys = [
  'environmentId',
  'clientId',
  'region',
  'relyingParty.id',
  'relyingParty.origin',
  'desktopAgentPort',
  'apiBaseUrl',
  'authBaseUrl',
  'customDomain',
  'redirectPort',
  'deviceAuthenticationPolicyId',
  'otpLength',
] as const;
export type FieldKey = (typeof fieldKeys)[number];

export interface FieldWords {
  readonly label: () => string;
  readonly help: () => string;
  /** what is wrong with a value that does not look as it should */
  readonly malformed: () => string;
  readonly group: 'environment' | 'desktop' | 'more';
  readonly input: 'text' | 'number' | 'region';
  readonly optional: boolean;
}

const id = { malformed: m.connection_field_id_malformed, input: 'text' } as const;
const origin = { malformed: m.connection_field_origin_malformed, input: 'text' } as const;
const port = { malformed: m.connection_field_port_malformed, input: 'number' } as const;
const domain = { malformed: m.connection_field_domain_malformed, input: 'text' } as const;

export const connectionFields = {
  environmentId: {
    ...id,
    label: m.connection_field_environment,
    help: m.connection_field_environment_help,
    group: 'environment',
    optional: false,
  },
  clientId: {
    ...id,
    label: m.connection_field_client,
    help: m.connection_field_client_help,
    group: 'environment',
    optional: false,
  },
  region: {
    label: m.connection_field_region,
    help: m.connection_field_region_help,
    malformed: m.connection_field_region_malformed,
    group: 'environment',
    input: 'region',
    optional: false,
  },
  'relyingParty.id': {
    ...domain,
    label: m.connection_field_rp_id,
    help: m.connection_field_rp_id_help,
    group: 'desktop',
    optional: true,
  },
  'relyingParty.origin': {
    ...origin,
    label: m.connection_field_rp_origin,
    help: m.connection_field_rp_origin_help,
    group: 'desktop',
    optional: true,
  },
  desktopAgentPort: {
    ...port,
    label: m.connection_field_agent_port,
    help: () => m.connection_field_agent_port_help({ port: String(defaultPorts.desktopAgent) }),
    group: 'desktop',
    optional: true,
  },
  apiBaseUrl: {
    ...origin,
    label: m.connection_field_api,
    help: m.connection_field_api_help,
    group: 'more',
    optional: true,
  },
  authBaseUrl: {
    ...origin,
    label: m.connection_field_auth,
    help: m.connection_field_auth_help,
    group: 'more',
    optional: true,
  },
  customDomain: {
    ...domain,
    label: m.connection_field_domain,
    help: m.connection_field_domain_help,
    group: 'more',
    optional: true,
  },
  redirectPort: {
    ...port,
    label: m.connection_field_redirect,
    help: () => m.connection_field_redirect_help({ port: String(defaultPorts.redirect) }),
    group: 'more',
    optional: true,
  },
  deviceAuthenticationPolicyId: {
    ...id,
    label: m.connection_field_policy,
    help: m.connection_field_policy_help,
    group: 'more',
    optional: true,
  },
  otpLength: {
    label: m.connection_field_length,
    help: m.connection_field_length_help,
    malformed: m.connection_field_length_malformed,
    group: 'more',
    input: 'number',
    optional: true,
  },
} satisfies Record<FieldKey, FieldWords>;

export const fieldWordsOf = (key: FieldKey): FieldWords => connectionFields[key];

export const fieldsOf = (group: FieldWords['group']): readonly FieldKey[] =>
  fieldKeys.filter((key) => connectionFields[key].group === group);

const regionLabels = {
  com: m.connection_region_com,
  ca: m.connection_region_ca,
  eu: m.connection_region_eu,
  'com.au': m.connection_region_com_au,
  sg: m.connection_region_sg,
  asia: m.connection_region_asia,
} satisfies Record<(typeof regions)[number], () => string>;

export const regionOptions = () =>
  regions.map((region) => ({ value: region, label: regionLabels[region]() }));
