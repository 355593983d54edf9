#!/usr/bin/env bash
# Opens a board to practise on, after ./thidua demo or on any system that it has played the year 2019 on. Only the head
# of the cluster may: after 2019 that is Đống Đa. Running it again is harmless.
#
#   THIDUA         where the system is (http://localhost:8080)
#   THIDUA_BOARD   the board to open (hn-mttq-cum-1:2019-THU)
#   THIDUA_SECRET  the demo clients' password (thi-dua-2019)
set -euo pipefail

origin=${THIDUA:-http://localhost:8080}
board=$origin/api/scoring/v1/boards/${THIDUA_BOARD:-hn-mttq-cum-1:2019-THU}

token=$(curl -sS --fail-with-body --user "he-thong-dd:${THIDUA_SECRET:-thi-dua-2019}" \
  -d grant_type=client_credentials "$origin/oauth2/token" | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')
# Prints the answer only when it is a refusal.
ask() {
  local answer
  answer=$(curl -sS --fail-with-body -H "Authorization: Bearer $token" "$@") || { echo "$answer" && return 1; }
}

if ! curl -sS -H "Authorization: Bearer $token" "$board" | grep -q '"state":"OPEN"'; then
  ask -X PUT "$board" -H 'Content-Type: application/json' -d '{"year": 2019, "scoreTable": "2019.1"}'
  ask -X POST "$board/open"
fi
echo "Open: $board"
