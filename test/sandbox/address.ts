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
}

export interface SandboxUser {
  id: string;
  username: string;
  password: string;
}
