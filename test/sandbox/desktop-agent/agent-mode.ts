/**
 * How the agent behaves.
 * - `confirm`: answers at once (after `delayMs`, for a slow person). `ask`: waits for `answer`.
 * - `hang`: never answers. `decline`: 401, the person said no.
 * - `alreadyPaired`: 409 to any registration: it has a credential. `originRefused`: 403 to any origin.
 * - `clientError`: 400. `serverError`: 500. `notFound`: 404, a version without this ability.
 * - `html`: some other program's web page. `oversized`: more than 64 KiB of JWT. `redirect`: 307.
 * - `garbage`: text that is no JWT. `cut`: the connection ends in the middle of the answer.
 * - `echo`: what it was sent. `replay`: what it answered before. `foreignKey`: signed by a stranger.
 */
export type AgentMode = (typeof AGENT_MODES)[number];

export const AGENT_MODES = [
  'confirm',
  'ask',
  'hang',
  'decline',
  'alreadyPaired',
  'originRefused',
  'clientError',
  'serverError',
  'notFound',
  'html',
  'oversized',
  'redirect',
  'garbage',
  'cut',
  'echo',
  'replay',
  'foreignKey',
] as const;
