import type { DiagnosticsPart } from '../../shared/ipc/views';
import { m } from '../messages/compiled/messages';

export const partWords = {
  versions: m.diagnostics_part_versions,
  configuration: m.diagnostics_part_configuration,
  session: m.diagnostics_part_session,
  workstation: m.diagnostics_part_workstation,
  network: m.diagnostics_part_network,
  journal: m.diagnostics_part_journal,
  files: m.diagnostics_part_files,
  log: m.diagnostics_part_log,
} satisfies Record<DiagnosticsPart, () => string>;
