// Says that it is alive every second, and answers three signals with a line and an exit code of its own.
const answers = {
  SIGINT: { number: 2, text: 'Handling Ctrl+C/SIGINT!', exitCode: 2 },
  SIGTERM: { number: 15, text: 'Handling SIGTERM!', exitCode: 15 },
  SIGUSR1: { number: 10, text: 'Handling SIGUSR1!', exitCode: 0 },
};

for (const [signal, { number, text, exitCode }] of Object.entries(answers)) {
  process.on(signal, () => {
    console.log(`signal ${number} , ${text}`);
    process.exit(exitCode);
  });
}

const sayAlive = () => console.log('I am alive');
// The first line also tells that the handlers above are in place.
sayAlive();
setInterval(sayAlive, 1000);
