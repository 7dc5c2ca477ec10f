/** The one thing that the window decides on its own about where it is: whether the settings are open. */
export class Navigation {
  settingsOpen = $state(false);
}
