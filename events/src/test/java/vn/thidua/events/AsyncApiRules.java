package vn.thidua.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What AsyncAPI 3.0 asks of a document, as far as ours goes: which fields each object must and may have, where a
 * reference has to be one, and that what belongs together does.
 *
 * @see <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">the specification</a>
 */
final class AsyncApiRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");
    private static final Set<String> SECURITY = Set.of(
            "userPassword",
            "apiKey",
            "X509",
            "symmetricEncryption",
            "asymmetricEncryption",
            "httpApiKey",
            "http",
            "oauth2",
            "openIdConnect",
            "plain",
            "scramSha256",
            "scramSha512",
            "gssapi");

    private final AsyncApi document;
    private final List<String> broken = new ArrayList<>();

    private AsyncApiRules(AsyncApi document) {
        this.document = document;
    }

    /** Everything that is wrong with the document, as sentences. */
    static List<String> broken(AsyncApi document) {
        var rules = new AsyncApiRules(document);
        rules.root();
        rules.servers();
        rules.channels();
        rules.operations();
        rules.components();
        return rules.broken;
    }

    private void root() {
        fields(
                "",
                Set.of("asyncapi", "info"),
                Set.of("id", "servers", "defaultContentType", "channels", "operations", "components"));
        must(
                document.at("/asyncapi").asString().matches("3\\.0\\.[0-9]+"),
                "asyncapi is " + document.at("/asyncapi") + ", not 3.0");
        fields(
                "/info",
                Set.of("title", "version"),
                Set.of("description", "termsOfService", "contact", "license", "tags", "externalDocs"));
    }

    private void servers() {
        for (var server : document.members("/servers")) {
            var at = "/servers/" + server.getKey();
            name(at, server.getKey());
            fields(
                    at,
                    Set.of("host", "protocol"),
                    Set.of(
                            "pathname",
                            "protocolVersion",
                            "title",
                            "summary",
                            "description",
                            "variables",
                            "security",
                            "tags",
                            "externalDocs",
                            "bindings"));
            var host = server.getValue().path("host").asString();
            must(
                    variables(host).equals(names(at + "/variables")),
                    at + "/host has not the variables " + names(at + "/variables"));
            must(!host.contains("://"), at + "/host has a protocol");
        }
    }

    private void channels() {
        var addresses = new HashSet<String>();
        for (var channel : document.members("/channels")) {
            var at = "/channels/" + channel.getKey();
            name(at, channel.getKey());
            fields(
                    at,
                    Set.of(),
                    Set.of(
                            "address",
                            "messages",
                            "title",
                            "summary",
                            "description",
                            "servers",
                            "parameters",
                            "tags",
                            "externalDocs",
                            "bindings"));
            var address = channel.getValue().path("address").asString();
            must(addresses.add(address), at + "/address is another channel's, too");
            must(
                    variables(address).equals(names(at + "/parameters")),
                    at + "/address has not the parameters " + names(at + "/parameters"));
            must(!names(at + "/messages").isEmpty(), at + " carries nothing");
            for (var message : document.members(at + "/messages")) {
                refersInto("/components/messages/", at + "/messages/" + message.getKey(), message.getValue());
            }
        }
    }

    private void operations() {
        var used = new HashSet<String>();
        for (var operation : document.members("/operations")) {
            var at = "/operations/" + operation.getKey();
            name(at, operation.getKey());
            fields(
                    at,
                    Set.of("action", "channel"),
                    Set.of(
                            "title",
                            "summary",
                            "description",
                            "security",
                            "tags",
                            "externalDocs",
                            "bindings",
                            "traits",
                            "messages",
                            "reply"));
            must(
                    Set.of("send", "receive")
                            .contains(operation.getValue().path("action").asString()),
                    at + "/action is neither send nor receive");
            used.add(messagesOfItsChannel(at, operation.getValue()));
            if (operation.getValue().has("reply")) {
                fields(at + "/reply", Set.of(), Set.of("address", "channel", "messages"));
                used.add(
                        messagesOfItsChannel(at + "/reply", operation.getValue().get("reply")));
            }
        }
        document.members("/channels")
                .forEach(channel -> must(
                        used.contains("#/channels/" + channel.getKey()),
                        "no operation is on the channel " + channel.getKey()));
    }

    /** Its messages are some of its channel's, referred to as such. */
    private String messagesOfItsChannel(String at, JsonNode operation) {
        refersInto("/channels/", at + "/channel", operation.path("channel"));
        var channel = operation.at("/channel/$ref").asString();
        for (var message : operation.path("messages")) {
            refersInto(channel.substring(1) + "/messages/", at + "/messages", message);
        }
        return channel;
    }

    private void components() {
        fields(
                "/components",
                Set.of(),
                Set.of(
                        "schemas",
                        "servers",
                        "channels",
                        "operations",
                        "messages",
                        "securitySchemes",
                        "serverVariables",
                        "parameters",
                        "correlationIds",
                        "replies",
                        "replyAddresses",
                        "externalDocs",
                        "tags",
                        "operationTraits",
                        "messageTraits",
                        "serverBindings",
                        "channelBindings",
                        "operationBindings",
                        "messageBindings"));
        for (var kind : document.members("/components")) {
            for (var component : kind.getValue().properties()) {
                var pointer = "#/components/" + kind.getKey() + "/" + component.getKey();
                name(pointer, component.getKey());
                must(document.references().contains(pointer), pointer + " is not used");
            }
        }
        for (var message : document.members("/components/messages")) {
            message(
                    "/components/messages/" + message.getKey(),
                    message.getValue().path("examples").size());
        }
        for (var scheme : names("/components/securitySchemes")) {
            var at = "/components/securitySchemes/" + scheme;
            fields(
                    at,
                    Set.of("type"),
                    Set.of(
                            "description",
                            "name",
                            "in",
                            "scheme",
                            "bearerFormat",
                            "flows",
                            "openIdConnectUrl",
                            "scopes"));
            must(SECURITY.contains(document.at(at + "/type").asString()), at + "/type is unknown");
        }
        for (var parameter : names("/components/parameters")) {
            fields(
                    "/components/parameters/" + parameter,
                    Set.of(),
                    Set.of("enum", "default", "description", "examples", "location"));
        }
        for (var correlation : names("/components/correlationIds")) {
            var at = "/components/correlationIds/" + correlation;
            fields(at, Set.of("location"), Set.of("description"));
            must(
                    document.at(at + "/location").asString().matches("\\$message\\.(header|payload)#(/[^/]+)+"),
                    at + "/location is no runtime expression");
        }
    }

    private void message(String at, int examples) {
        fields(
                at,
                Set.of(),
                Set.of(
                        "headers",
                        "payload",
                        "correlationId",
                        "contentType",
                        "name",
                        "title",
                        "summary",
                        "description",
                        "tags",
                        "externalDocs",
                        "bindings",
                        "examples",
                        "traits"));
        must(
                document.resolve(document.at(at + "/headers"))
                        .path("type")
                        .asString()
                        .equals("object"),
                at + "/headers is no schema of an object");
        for (var example = 0; example < examples; example++) {
            fields(at + "/examples/" + example, Set.of("headers", "payload"), Set.of("name", "summary"));
        }
    }

    private void fields(String at, Set<String> required, Set<String> optional) {
        var there = names(at);
        required.stream()
                .filter(field -> !there.contains(field))
                .forEach(field -> broken.add(at + "/" + field + " is missing"));
        there.stream()
                .filter(field -> !required.contains(field) && !optional.contains(field))
                .filter(field -> !field.startsWith("x-"))
                .forEach(field -> broken.add(at + "/" + field + " is not known"));
    }

    private void refersInto(String pointer, String at, JsonNode reference) {
        must(
                reference.size() == 1 && reference.path("$ref").asString("").startsWith("#" + pointer),
                at + " is no reference into " + pointer);
    }

    private void name(String at, String name) {
        must(NAME.matcher(name).matches(), at + " has not a name of letters, digits, - and _");
    }

    private void must(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    private Set<String> names(String at) {
        return Set.copyOf(document.at(at).propertyNames());
    }

    private static Set<String> variables(String template) {
        return VARIABLE.matcher(template)
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());
    }
}
