import { ok, type Result } from '../../shared/result';
import type { PingOneHttp } from './http';
import { circumstances } from './problems';
import type { RequestContext } from './request';
import { mfaSettingsSchema } from './schemas';
import { understand } from './understand';

export interface MfaSettings {
  /** whether calls may dial an extension; null when PingOne did not say */
  readonly phoneExtensions: boolean | null;
  /** paired devices that one person may have; null when PingOne did not say */
  readonly mostDevices: number | null;
}

/** MFA settings of the environment (pingone-mfa-api.md F.2). */
export interface MfaSettingsResource {
  /**
   * `ok(null)`: not for the person who is signed in (end users may not read them). Errors: what `PingOneHttp.send`
   * names.
   */
  read(context: RequestContext): Promise<Result<MfaSettings | null>>;
}

export const createMfaSettings = ({
  http,
}: {
  readonly http: PingOneHttp;
}): MfaSettingsResource => ({
  async read(context) {
    const sent = await http.send(
      {
        method: 'GET',
        target: { host: 'api', path: ['mfaSettings'] },
        mayBeForbidden: true,
        circumstance: circumstances.resource,
      },
      context,
    );
    const settings = understand(sent, mfaSettingsSchema);
    if (settings.ok)
      return ok({
        phoneExtensions: settings.value.phoneExtensions.enabled,
        mostDevices: settings.value.pairing.maxAllowedDevices,
      });
    return settings.error.code === 'forbidden' ? ok(null) : settings;
  },
});
