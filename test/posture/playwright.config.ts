import { defineConfig } from '@playwright/test';
import endToEnd from '../../playwright.config';

export default defineConfig({ ...endToEnd, testDir: '.', outputDir: '../../test-results' });
