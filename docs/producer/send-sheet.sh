#!/usr/bin/env bash
# Sends score sheets of one district over HTTP, with nothing but curl: first one, then three at once, of which the second
# breaks a rule. Prints each answer. Running it again is harmless: what was stored is answered as a repeat.
#
#   THIDUA         where the system is (http://localhost:8080)
#   THIDUA_BOARD   an open board that the unit is a member of (hn-mttq-cum-1:2019-THU)
#   THIDUA_UNIT    the district's unit (HBT)
#   THIDUA_CLIENT  the district's client (he-thong-hbt)
#   THIDUA_SECRET  its secret (thi-dua-2019)
#
# Exit status: 0 when every sheet was answered, whatever the answer; not 0 when a request as a whole was refused.
set -euo pipefail

origin=${THIDUA:-http://localhost:8080}
board=${THIDUA_BOARD:-hn-mttq-cum-1:2019-THU}
unit=${THIDUA_UNIT:-HBT}
client=${THIDUA_CLIENT:-he-thong-hbt}
secret=${THIDUA_SECRET:-thi-dua-2019}

# Good for an hour: fetch one, use it for many requests. It has no character that would need a JSON library.
token=$(curl -sS --fail-with-body --user "$client:$secret" -d grant_type=client_credentials "$origin/oauth2/token" |
  sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')

# One event: number, the unit that is scored, its mark for the first criterion. An id belongs to one sheet for ever, so it
# names the board too.
event() {
  cat << JSON
{
  "specversion": "1.0",
  "id": "${board##*:}-$1",
  "source": "/$unit/send-sheet",
  "type": "vn.thidua.intake.score-sheet.v1",
  "data": {
    "board": "$board",
    "kind": "PEER",
    "scorer": "$unit",
    "target": "$2",
    "marks": {
      "I.1": $3, "I.2": 450, "I.3": 350, "II.1": 750, "II.2": 450, "II.3": 650, "III.1": 750, "III.2": 650,
      "III.3": 450, "IV.1": 1200, "IV.2": 800, "V.1": 600, "V.2": 400, "VI.1": 500, "VI.2": 500
    },
    "adjustments": []
  }
}
JSON
}

# Points are whole hundredths: 550 is 5.50. 650 is more than the 6.00 that criterion I.1 allows.
echo 'One sheet:'
event 1 DD 550 |
  curl -sS --fail-with-body "$origin/api/scoring/v1/events" \
    -H "Authorization: Bearer $token" \
    -H 'Content-Type: application/cloudevents+json' \
    --data-binary @- -w '\n'

echo 'Three sheets:'
echo "[$(event 2 HK 500), $(event 3 HM 650), $(event 4 BD 600)]" | gzip |
  curl -sS --fail-with-body "$origin/api/scoring/v1/events" \
    -H "Authorization: Bearer $token" \
    -H 'Content-Type: application/cloudevents-batch+json' \
    -H 'Content-Encoding: gzip' \
    --data-binary @- -w '\n'
