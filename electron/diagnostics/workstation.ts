import { defaultPorts, type Configuration } from '../../shared/configuration';
import { createAgentLook, type PreflightSystem } from '../desktop-agent/look';
import { diagnose, nothingKnown } from '../workstation/diagnose';
import { isRemoteSession, proxyVariables } from '../workstation/surroundings';
import { linesOf, type Part } from './part';

/** What of PingID Desktop can be seen without anybody being signed in. Nothing is sent to it. */
export const workstationPart = (
  settings: () => Promise<Configuration | null>,
  system: PreflightSystem,
): Part => ({
  name: 'workstation',
  async collect(signal) {
    const current = await settings();
    const port = current?.desktopAgentPort ?? defaultPorts.desktopAgent;
    const agent = await createAgentLook({ port, system })(signal);
    const findings = diagnose({
      ...nothingKnown,
      platform: system.platform,
      relyingParty: current?.relyingParty ?? null,
      agent,
      proxyVariables: proxyVariables(system.environment),
      remoteSession: isRemoteSession(system.environment),
    });
    return linesOf([
      ['Port', port],
      ['Connection to 127.0.0.1', agent.answer],
      ['Owner of the listener', agent.owner],
      ['Another program at [::1]', agent.squatted],
      [
        'Usual port',
        agent.usual === null ? 'not looked at, or silent' : `taken, owner ${agent.usual.owner}`,
      ],
      ['Findings', findings.length === 0 ? 'none' : findings.length],
      ...findings.map(
        ({ error, stops }) => [error.code, stops ? 'stops a pairing' : 'worth knowing'] as const,
      ),
    ]);
  },
});
