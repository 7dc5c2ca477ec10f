import { endpointsOf } from '../configuration/endpoints';
import type { ConfigurationStore } from '../configuration/sources';
import type { Configuration } from '../../shared/configuration';
import type { SessionView } from '../../shared/ipc/views';
import type { Desk } from '../desk';
import type { PreflightSystem } from '../desktop-agent/look';
import type { JournalEntry } from '../journal/entry';
import type { Journal } from '../journal/journal';
import { configurationPart } from './configuration';
import {
  createDiagnostics,
  type DiagnosticsDependencies,
  type DiagnosticsDesk,
} from './diagnostics';
import { filesPart } from './files';
import { journalPart } from './journal';
import { knownPeople } from './known-people';
import { logPart } from './log';
import { networkPart, type NetworkSeen } from './network';
import { sessionPart } from './session';
import { versionsPart, type RunningVersions } from './versions';
import { workstationPart } from './workstation';

export interface DeskDiagnosticsDependencies extends Omit<
  DiagnosticsDependencies,
  'parts' | 'access' | 'people'
> {
  readonly configuration: Pick<ConfigurationStore, 'read'>;
  /** null while there is no configuration to have one of */
  readonly desk: () => Pick<Desk, 'isKiosk' | 'session' | 'kiosk'> | null;
  readonly journal: Pick<Journal, 'open'>;
  readonly versions: RunningVersions;
  readonly system: PreflightSystem;
  readonly network: Omit<NetworkSeen, 'now'>;
  readonly language: () => string;
  readonly systemLanguage: () => string;
  /** where this program keeps its own files */
  readonly dataFolder: string;
  readonly logFile: string;
}

/** The diagnostics of whatever desk there is: also without a configuration, signed out, and offline. */
export const createDeskDiagnostics = (
  dependencies: DeskDiagnosticsDependencies,
): DiagnosticsDesk => {
  const { configuration, desk, journal, system, now } = dependencies;
  const settings = async (): Promise<Configuration | null> => {
    const view = await configuration.read();
    return view.state === 'ready' ? view.settings : null;
  };
  const session = (): SessionView => desk()?.session.view() ?? { state: 'unconfigured' };
  const kiosk = () => desk()?.kiosk()?.view() ?? null;
  const openChanges = async (): Promise<readonly JournalEntry[] | null> => {
    const [current, view] = [await settings(), session()];
    if (current === null || view.state !== 'signedIn') return null;
    const { environmentId } = endpointsOf(current);
    return journal.open({ environmentId, actorId: view.person.id });
  };

  return createDiagnostics({
    ...dependencies,
    parts: [
      versionsPart(dependencies.versions, now),
      configurationPart(() => configuration.read()),
      sessionPart({ ...dependencies, session, kiosk }),
      workstationPart(settings, system),
      networkPart(settings, { ...dependencies.network, now }),
      journalPart(openChanges),
      filesPart(dependencies.dataFolder),
      logPart(dependencies.logFile),
    ],
    access() {
      const current = desk();
      if (current?.isKiosk !== true) return 'workstation';
      // nobody but an operator, and never while the screen is in other hands
      return current.kiosk()?.hands() === 'operator' ? 'operator' : 'none';
    },
    people: () => knownPeople(session(), kiosk()),
  });
};
