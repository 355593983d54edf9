package vn.thidua.identity;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says of every operation that it needs an access token, and how it answers without one or without the right. */
final class DescribedRights implements OpenApiCustomizer {

    private static final String TOKEN = "accessToken";
    private static final String PROBLEM = "Problem";

    private final String service;

    /** @param service as it is called in scopes, for example {@code scoring} */
    DescribedRights(String service) {
        this.service = service;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        api.getComponents()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(("An access token of the issuer that this service trusts, with the scope"
                                                + " `%1$s.read` for reading and `%1$s.write` for everything else.")
                                        .formatted(service)))
                .addSchemas(PROBLEM, problem());
        api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperations().forEach(operation -> describe(operation, path.contains("{"))));
    }

    private static void describe(Operation operation, boolean concernsOne) {
        // Where a handler says more of such an answer itself, that stands.
        var answers = operation.getResponses();
        answers.putIfAbsent("401", answer("There is no access token, or it does not hold"));
        answers.putIfAbsent("403", answer("The token's role or scope does not reach this"));
        if (concernsOne) {
            answers.putIfAbsent("404", answer("It does not exist, or is not the caller's to see"));
        }
    }

    private static ApiResponse answer(String when) {
        return new ApiResponse()
                .description(when)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }

    /** RFC 9457, in both languages. */
    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("titleEn", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("detailEn", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"));
    }
}
