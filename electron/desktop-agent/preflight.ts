import { fail, ok, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import { diagnose, nothingKnown } from '../workstation/diagnose';
import { tryConnection } from './connect';
import { createAgentLook, type PreflightSystem } from './look';
import { usualLimits } from './post';

export type { PreflightSystem } from './look';

export interface AgentPreflightDependencies {
  readonly port: number;
  /** the one that PingID Desktop has by itself */
  readonly usualPort?: number;
  readonly relyingParty: { readonly id: string; readonly origin: string } | null;
  readonly system: PreflightSystem;
  readonly log: Pick<Log, 'info'>;
  /** milliseconds to connect */
  readonly connectLimit?: number;
}

/** What can be known about PingID Desktop on this computer before a device is created. Nothing is sent to it. */
export interface AgentPreflight {
  /**
   * `ownerUnknown`: nobody could tell who runs the program on that port, or it runs as a service: the person has to
   * confirm that it is their own. Errors: the gravest cause that would make a pairing vain, of those that can be seen on
   * this computer (`relyingPartyMissing`, `originNotUnderRelyingParty`, `agentNotRunning`, `agentTimedOut`,
   * `agentOtherUser`, `agentOtherPort`, `agentSquatted`), and `cancelled`.
   */
  check(signal: AbortSignal): Promise<Result<{ readonly ownerUnknown: boolean }>>;
  /** Whether somebody takes connections on the port. */
  answers(signal: AbortSignal): Promise<boolean>;
}

export const createAgentPreflight = (dependencies: AgentPreflightDependencies): AgentPreflight => {
  const { port, relyingParty, system, log, connectLimit = usualLimits.connect } = dependencies;
  const { platform } = system;
  const look = createAgentLook({ limit: connectLimit, ...dependencies });

  return {
    async check(signal) {
      if (relyingParty === null) return fail({ code: 'relyingPartyMissing' });
      const agent = await look(signal);
      if (signal.aborted) return fail({ code: 'cancelled' });
      const findings = diagnose({ ...nothingKnown, platform, relyingParty, agent });
      const cause = findings.find(({ stops }) => stops)?.error;
      log.info('agent.found', { port, owner: agent.owner, cause: cause?.code ?? null });
      return cause === undefined ? ok({ ownerUnknown: agent.owner !== 'self' }) : fail(cause);
    },

    answers: async (signal) => (await tryConnection(port, connectLimit, signal)).ok,
  };
};
