/** Examples of each fault's command; the help shows them, and a test reads every one. */
export const faultExamples: Readonly<Record<string, readonly string[]>> = {
  signal: ['signal web --signal SIGHUP', 'signal --label app=web --pick all --signal USR1 --yes'],
  kill: [
    'kill web',
    'kill --compose shop/web --pick random:1 --every 30s --jitter 50% --times 5 --yes',
    'kill service:web --pick oldest --observe 20s',
  ],
  stop: ['stop web', 'stop web --grace 1s --duration 10s --yes'],
  restart: ['restart web', 'restart --compose shop/web --pick one --grace 2s --measure http://localhost:8080/ --yes'],
  start: ['start web'],
  crash: [
    'crash web',
    'crash web --signal SIGSEGV --observe 10s',
    "crash web --measure http://localhost:8080/ --expect 'availability >= 99%' --yes",
  ],
  pause: [
    'pause web --duration 3s',
    "pause --label app=web --pick 50% --every 20s --for 5m --measure http://localhost:8080/ --until 'availability < 95%'",
  ],
  remove: ['remove web --dry-run'],
  exec: ['exec web --command "touch /tmp/here"', 'exec web --command \'["sh", "-c", "kill -USR2 1"]\' --user root --expect-code 0'],
  request: ['request web --path /crash --allow-no-answer', 'request web --method POST --path /drain --port 8000 --expect-status 200'],
  unhealthy: [
    'unhealthy web --duration 30s',
    'unhealthy web --request-path "/health?status=false" --request-restore-path "/health?status=true"',
  ],
  rollout: ['rollout web --image shop/web:v2', 'rollout web --environment LEVEL=2 --deploy-update-config-order start-first --observe 1m'],
  rollback: ['rollback web'],
  scale: ['scale web --replicas 5 --duration 30s', "scale web --replicas '-1'"],
  'force-update': ['force-update web --measure http://localhost:8080/ --yes'],
  'remove-task': ['remove-task service:web --dry-run'],
};
