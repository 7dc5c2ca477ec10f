import type { ConfigurationProblem, ConfigurationSource } from '../../shared/errors';
import { m } from '../messages/compiled/messages';

const sources = {
  environment: m.connection_source_environment,
  machine: m.connection_source_machine,
  user: m.connection_source_user,
} satisfies Record<ConfigurationSource, () => string>;

export const sourceWords = (source: ConfigurationSource): string => sources[source]();

const problems = {
  missing: m.invalid_problem_missing,
  unknown: m.invalid_problem_unknown,
  wrongType: m.invalid_problem_wrong_type,
  malformed: m.invalid_problem_malformed,
  unreadable: m.invalid_problem_unreadable,
  notJson: m.invalid_problem_not_json,
  originNotUnderRelyingParty: m.invalid_problem_origin,
} satisfies Record<ConfigurationProblem['problem'], (inputs: { found: string }) => string>;

export const problemWords = ({ problem, found }: ConfigurationProblem): string =>
  problems[problem]({ found });
