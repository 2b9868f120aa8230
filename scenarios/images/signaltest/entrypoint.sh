#!/bin/sh
# Runs the program as a child, passes these signals on to it, and ends with its exit code.
node /app/signaltest.mjs &
program=$!
for signal in INT TERM USR1; do
  trap "kill -s $signal $program" "$signal"
done

wait "$program"
code=$?
# A trapped signal ends `wait` early, with 128 + n: wait again for as long as the program is there.
while kill -0 "$program" 2>/dev/null; do
  wait "$program"
  code=$?
done
exit "$code"
