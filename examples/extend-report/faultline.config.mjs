import { defineConfig, defineReporter } from 'faultline/extend';

const signs = { passed: ':white_check_mark:', failed: ':x:', inconclusive: ':grey_question:' };

/** Send it with `curl --json @reports/latest/chat.json "$WEBHOOK"`. */
const chat = defineReporter({
  name: 'chat',
  summary: 'a message for a chat webhook: the verdict and what did not hold',
  fileName: 'chat.json',
  render({ result }) {
    const missed = result.checks.filter(({ verdict }) => verdict !== 'passed').map(({ kind, message }) => `• ${kind}: ${message}`);
    return `${JSON.stringify({ text: [`${signs[result.verdict]} ${result.scenario.name}`, ...missed].join('\n') }, undefined, 2)}\n`;
  },
});

export default defineConfig({ reporters: [chat] });
