package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Holds a reply back until everything its database had accepted by then is in the file.
 *
 * <p>No thread waits meanwhile. A reply that cannot be kept closes the connection, so the client knows that it knows
 * nothing.
 */
final class DurableReplies extends ChannelDuplexHandler {

    private final GroupCommit commits;
    private String database = "";

    DurableReplies(GroupCommit commits) {
        this.commits = commits;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ClientRequest request) {
            database = request.getDatabaseName();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object reply, ChannelPromise promise) {
        var durable = commits.durable(database);
        if (durable.isDone() && !durable.isCompletedExceptionally()) {
            var _ = context.write(reply, promise);
            return;
        }
        var _ = durable.whenComplete((_, failure) -> {
            if (failure == null) {
                var _ = context.writeAndFlush(reply, promise);
            } else {
                promise.setFailure(failure);
                var _ = context.close();
            }
        });
    }
}
