import { configurationEntries, defaultPorts, kioskDefaults } from '../../shared/configuration';
import type { ConfigurationSource } from '../../shared/errors';
import type { ConfigurationView } from '../../shared/ipc/views';
import { linesOf, type Fact, type Part } from './part';

const sources = {
  environment: 'file named by ENROLLMENT_DESK_CONFIG',
  machine: "administrator's file of this computer",
  user: "this person's settings",
} satisfies Record<ConfigurationSource, string>;

/** What holds where the configuration says nothing. */
const defaults: Readonly<Record<string, string | number>> = {
  region: 'com',
  redirectPort: defaultPorts.redirect,
  desktopAgentPort: defaultPorts.desktopAgent,
  mode: 'workstation',
  ...kioskDefaults,
};

const factsOf = (view: ConfigurationView): readonly Fact[] => {
  switch (view.state) {
    case 'missing':
      return [['Configuration', 'there is none']];
    case 'invalid':
      return [
        ['Configuration', `cannot be used (${sources[view.source]})`],
        ...view.problems.map(({ key, problem, found }): Fact => [
          key === '' ? 'whole document' : key,
          `${problem}, found ${found}`,
        ]),
      ];
    case 'ready': {
      const set = new Map(Object.entries(view.settings));
      const effective = Object.keys(configurationEntries).map((key): Fact => {
        const value = set.get(key);
        if (value !== undefined)
          return [
            key,
            `${typeof value === 'string' ? value : JSON.stringify(value)} (${sources[view.source]})`,
          ];
        const usual = defaults[key];
        return [key, usual === undefined ? '(not set)' : `${String(usual)} (default)`];
      });
      return [['Configuration', sources[view.source]], ...effective];
    }
    default:
      return view satisfies never;
  }
};

/** What holds, each value with where it comes from. No secret is ever in it; its ids are what support searches for. */
export const configurationPart = (read: () => Promise<ConfigurationView>): Part => ({
  name: 'configuration',
  collect: async () => linesOf(factsOf(await read())),
});
