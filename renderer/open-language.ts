import { settle, type Bridge } from './bridge';
import { Language } from './language.svelte';

/** The language of the window, once it is known which one that is and its words are there: nothing is shown in another. */
export const openLanguage = async (bridge: Bridge): Promise<Language> => {
  // those of the computer's language are loaded meanwhile: most often they are the ones
  const language = new Language(navigator.languages, (locale, chosen) => {
    void settle(bridge.language.chosen({ language: locale, keep: chosen }));
  });
  const [kept, configuration] = await Promise.all([
    settle(bridge.language.kept()),
    settle(bridge.configuration.read()),
  ]);
  if (configuration.ok && configuration.value.state === 'ready')
    language.startIn(configuration.value.settings.language);
  language.recall(kept.ok ? kept.value : null);
  await language.shown;
  return language;
};
