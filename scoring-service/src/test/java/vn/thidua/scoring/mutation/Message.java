package vn.thidua.scoring.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A request as it goes over the wire. */
@SuppressWarnings("ArrayRecordComponent")
record Message(String method, String target, List<Header> headers, byte[] body, Framing framing) {

    /** How the end of the body is told. */
    enum Framing {
        LENGTH,
        LENGTH_LARGER,
        LENGTH_SMALLER,
        LENGTH_TWICE,
        LENGTH_NEGATIVE,
        LENGTH_NO_NUMBER,
        CHUNKS,
        CHUNKS_AND_LENGTH,
        CHUNK_SIZE_WRONG,
        CHUNK_SIZE_NO_NUMBER,
        CHUNKS_CUT
    }

    record Header(String name, String value) {}

    Message {
        headers = List.copyOf(headers);
    }

    static Message of(String method, String target, byte[] body, String... headers) {
        var list = new ArrayList<Header>();
        for (var i = 0; i < headers.length; i += 2) {
            list.add(new Header(headers[i], headers[i + 1]));
        }
        return new Message(method, target, list, body, Framing.LENGTH);
    }

    Message withMethod(String changed) {
        return new Message(changed, target, headers, body, framing);
    }

    Message withTarget(String changed) {
        return new Message(method, changed, headers, body, framing);
    }

    Message withBody(byte[] changed) {
        return new Message(method, target, headers, changed, framing);
    }

    Message withFraming(Framing changed) {
        return new Message(method, target, headers, body, changed);
    }

    /** With this header once more. */
    Message plus(String name, String value) {
        var changed = new ArrayList<>(headers);
        changed.add(new Header(name, value));
        return new Message(method, target, changed, body, framing);
    }

    Message without(String name) {
        return new Message(
                method,
                target,
                headers.stream()
                        .filter(header -> !header.name().equalsIgnoreCase(name))
                        .toList(),
                body,
                framing);
    }

    /** With this header in the place of what was there. */
    Message with(String name, String value) {
        return without(name).plus(name, value);
    }

    /** With another value of a header, if it is there. */
    Message change(String name, UnaryOperator<String> change) {
        return header(name).map(value -> with(name, change.apply(value))).orElse(this);
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
