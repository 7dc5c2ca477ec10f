import type { Configuration } from '../../shared/configuration';

/** Where everything is. No other place in this program puts such an address together. */
export interface Endpoints {
  /** ends in the one `/v1` */
  readonly apiBase: string;
  /** ends in the environment id, except on a custom domain */
  readonly authBase: string;
  readonly issuer: string;
  readonly apiOrigin: string;
  readonly authOrigin: string;
  readonly environmentId: string;
}

/** Hosts and paths by region or as configured. Source: pingone-mfa-api.md A.1; design.md section 6. */
export const endpointsOf = (configuration: Configuration): Endpoints => {
  const { region = 'com', customDomain, apiBaseUrl, authBaseUrl } = configuration;
  // ids are lower case in every address that PingOne prints, the issuer among them
  const environmentId = configuration.environmentId.toLowerCase();
  const apiOrigin = new URL(apiBaseUrl ?? `https://api.pingone.${region}`).origin;
  const authOrigin = new URL(authBaseUrl ?? `https://${customDomain ?? `auth.pingone.${region}`}`)
    .origin;
  const authBase = customDomain === undefined ? `${authOrigin}/${environmentId}` : authOrigin;
  return {
    apiBase: `${apiOrigin}/v1`,
    authBase,
    issuer: `${authBase}/as`,
    apiOrigin,
    authOrigin,
    environmentId,
  };
};

/** Who signs in on a kiosk is the operator, through an application of their own (design.md section 1). */
export const clientOf = (
  configuration: Configuration,
): { readonly clientId: string; readonly operator: boolean } => {
  const { mode, clientId, operatorClientId } = configuration;
  return mode === 'kiosk' && operatorClientId !== undefined
    ? { clientId: operatorClientId, operator: true }
    : { clientId, operator: false };
};
