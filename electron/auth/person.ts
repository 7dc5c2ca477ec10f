import type { Person } from '../../shared/ipc/views';
import type { Claims } from './tokens';

/** Who an ID token says that somebody is; PingOne's record of the user completes it later. */
export const personOf = (subject: string, claims: Claims | null): Person => ({
  id: subject,
  username: claims?.preferred_username ?? claims?.email ?? '',
  name: claims?.name ?? null,
  email: claims?.email ?? null,
});
