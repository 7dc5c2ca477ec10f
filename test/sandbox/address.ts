import type { SeedOathToken } from './seed-tokens';

/** The first line that `npm run -s sandbox` prints, exactly these keys. Sandbox values only. */
export interface SandboxAddress {
  apiBaseUrl: string;
  authBaseUrl: string;
  desktopAgentUrl: string;
  inboxUrl: string;
  environmentId: string;
  clientId: string;
  worker: { clientId: string; clientSecret: string };
  operatorClientId: string;
  relyingParty: { id: string; origin: string };
  users: SandboxUser[];
  /** The hardware tokens as they were at the start, paired or not. */
  oathTokens: SeedOathToken[];
}

export interface SandboxUser {
  id: string;
  username: string;
  password: string;
}
